import { DOSSIER_TASK_QUEUE } from '../contracts/ids';
import { DEFAULT_SESSION_LIMITS, type SessionLimits } from '../db/repositories/session-repository';
import { ROLES, type Role } from '../domain/access/roles';
import { ConfigurationError, type Config, type SignInConfig } from '../platform/config';
import { DEFAULT_SETTINGS, type ApiSettings, type SignInSettings } from './parts';

/** What the configuration of an installation means to the api. */
export function settingsOf(config: Config): ApiSettings {
  return {
    ...DEFAULT_SETTINGS,
    publicUrl: config.publicUrl,
    taskQueue: DOSSIER_TASK_QUEUE,
    sessions: sessionLimitsOf(config.signIn),
    signIn: signInOf(config.signIn),
    partners: { tax: config.tax.secret, oneStop: config.oneStop.secret },
    oneStopUrl: config.oneStop.url,
    trustedProxies: config.trustedProxies,
    ...(config.temporalUiUrl ? { temporalUi: { url: config.temporalUiUrl, namespace: config.namespace } } : {}),
    mapProjection: config.mapProjection,
    portableCopyDays: config.portableCopies.days,
    linkSilentMinutes: config.incidents.linkSilentMinutes,
    dormantDays: config.dormantDays,
    quickReportHours: config.incidents.quickReportHours,
  };
}

const OIDC_TIMEOUT_MS = 5_000;

function sessionLimitsOf({ sessionIdleMinutes, sessionHours }: SignInConfig): SessionLimits {
  const { idleMs, absoluteMs } = DEFAULT_SESSION_LIMITS;
  return {
    idleMs: sessionIdleMinutes === undefined ? idleMs : sessionIdleMinutes * 60_000,
    absoluteMs: sessionHours === undefined ? absoluteMs : sessionHours * 3_600_000,
  };
}

function signInOf({ passwordMinLength, secondFactorRoles, oidc }: SignInConfig): SignInSettings {
  const defaults = DEFAULT_SETTINGS.signIn;
  const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);
  const unknown = secondFactorRoles?.filter((name) => !isRole(name)) ?? [];
  if (unknown.length > 0)
    throw new ConfigurationError([
      `SODO_SECOND_FACTOR_REQUIRED_ROLES names ${unknown.join(', ')}; roles are ${ROLES.join(', ')}.`,
    ]);
  return {
    ...defaults,
    passwordLengths: { ...defaults.passwordLengths, min: passwordMinLength ?? defaults.passwordLengths.min },
    secondFactorRoles: secondFactorRoles?.filter(isRole) ?? defaults.secondFactorRoles,
    ...(oidc ? { oidc: { ...oidc, timeoutMs: OIDC_TIMEOUT_MS } } : {}),
  };
}
