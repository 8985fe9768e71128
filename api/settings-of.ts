import { DOSSIER_TASK_QUEUE } from '../contracts/ids';
import { DEFAULT_SESSION_LIMITS } from '../db/repositories/session-repository';
import type { Config } from '../platform/config';
import { DEFAULT_SETTINGS, type ApiSettings } from './parts';

/** What the configuration of an installation means to the api. */
export function settingsOf(config: Config): ApiSettings {
  return {
    ...DEFAULT_SETTINGS,
    publicUrl: config.publicUrl,
    taskQueue: DOSSIER_TASK_QUEUE,
    sessions: DEFAULT_SESSION_LIMITS,
    partners: { tax: config.tax.secret, oneStop: config.oneStop.secret },
    oneStopUrl: config.oneStop.url,
    trustedProxies: config.trustedProxies,
    ...(config.temporalUiUrl ? { temporalUi: { url: config.temporalUiUrl, namespace: config.namespace } } : {}),
    mapProjection: config.mapProjection,
  };
}
