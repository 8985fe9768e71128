import path from 'node:path';
import { BackupFault } from '../backup/backup-fault';
import { labelDisk } from '../backup/portable-disk';
import type { Config } from '../config';
import type { SupervisedChild } from './child-process';
import { choosePorts } from './free-port';
import { openInstanceFolder } from './instance-folder';
import type { InstanceFolder } from './instance-folder';
import { startParts } from './parts';
import type { Part } from './parts';
import { endStalePrograms } from './stale-programs';
import type { ReportProgress } from './start-failure';
import { temporalPortNames } from './temporal-server';
import type { NamespaceSetting, TemporalPortName } from './temporal-server';

/** A key of `SODO_DATA_KEYS`. */
const KEY_BYTES = 32;

/** What stands on the folder that stands for a portable disk. */
const DEMO_DISK_LABEL = 'O-THU-01';

/** Every port of a stack. */
export type PortName = 'api' | 'postgres' | 'tax' | 'oneStop' | 'smtp' | 'mailHttp' | TemporalPortName;

/** What the parts of a stack share while they come up. */
export interface StackContext {
  readonly config: Config;
  readonly root: string;
  readonly folder: InstanceFolder;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly durable: boolean;
  readonly namespaceSettings?: readonly NamespaceSetting[];
  readonly report: ReportProgress;
  /** Environment of our own programs; each part adds what it provides. */
  readonly env: Record<string, string | undefined>;
  /** The supervised programs by name, for those who look at or disturb them. */
  readonly children: Map<string, SupervisedChild>;
  /** Raised when the start is interrupted: long work should end. */
  readonly signal?: AbortSignal;
  /** Filled by PostgreSQL, read by Temporal. */
  databases?: { readonly temporal: string; readonly visibility: string };
}

export interface StackOptions {
  readonly config: Config;
  /** The checkout. */
  readonly root: string;
  readonly parts: readonly Part<StackContext>[];
  readonly report: ReportProgress;
  /** false for tests: faster, and a power cut may lose the data. Default true. */
  readonly durable?: boolean;
  /** For tests: Temporal's limits in namespaces of their own. */
  readonly namespaceSettings?: readonly NamespaceSetting[];
  /** Interrupts the start. */
  readonly signal?: AbortSignal;
}

export interface RunningStack {
  readonly ports: Readonly<Record<PortName, number>>;
  /** What the stack's own programs got: addresses and secrets, for clients in the same process tree. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly children: ReadonlyMap<string, SupervisedChild>;
  readonly descriptions: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/**
 * Brings up a whole stack on one machine from its list of parts, on one data folder, and nothing outside it.
 *
 * @throws StartFailure when a part cannot start (everything already started is stopped again)
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const { config, root, report, durable = true } = options;
  const folder = openInstanceFolder(config.dataDir);
  try {
    await endStalePrograms(folder.pidDir);
    const ports = await chooseStackPorts(config, folder);
    if (!config.portGiven && ports.api !== config.port && folder.ports['api'] !== ports.api) {
      report(
        `Port ${config.port} is used by another program; Sodo takes ${ports.api}. Set SODO_PORT to choose yourself.`,
      );
    }
    if (!config.portableCopies.dir) await labelDemoDisk(folder.portableDir);
    folder.rememberPorts(ports);
    const context: StackContext = {
      config,
      root,
      folder,
      ports,
      durable,
      namespaceSettings: options.namespaceSettings,
      report,
      env: listBasicEnvironment(config, folder, ports),
      children: new Map(),
      signal: options.signal,
    };
    const running = await startParts(options.parts, context, report, options.signal);
    return {
      ports,
      env: context.env,
      children: context.children,
      descriptions: running.descriptions,
      stop: async () => {
        await running.stop();
        folder.release();
      },
    };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** A folder stands for the disk; whoever has given it another label has his reasons. */
async function labelDemoDisk(dir: string): Promise<void> {
  await labelDisk(dir, DEMO_DISK_LABEL).catch((error: unknown) => {
    if (!(error instanceof BackupFault) || error.code !== 'PORTABLE_DISK_OTHER') throw error;
  });
}

async function chooseStackPorts(config: Config, folder: InstanceFolder): Promise<Record<PortName, number>> {
  const apiPort = config.portGiven ? { required: config.port } : { preferred: config.port };
  return choosePorts<PortName>(
    [
      { name: 'api', part: 'The api', variable: 'SODO_PORT', ...apiPort },
      { name: 'postgres', part: 'PostgreSQL', variable: 'SODO_POSTGRES_PORT', required: config.postgresPort },
      ...temporalPortNames.map((name) => ({
        name,
        part: 'Temporal',
        ...(name === 'temporal' ? { variable: 'SODO_TEMPORAL_PORT', required: config.temporalPort } : {}),
      })),
      { name: 'tax', part: 'The simulators' },
      { name: 'oneStop', part: 'The simulators' },
      { name: 'smtp', part: 'The simulators' },
      { name: 'mailHttp', part: 'The simulators' },
    ],
    folder.ports,
    config.dataDir,
  );
}

function listBasicEnvironment(config: Config, folder: InstanceFolder, ports: Readonly<Record<PortName, number>>) {
  const publicUrl =
    config.publicUrl === `http://localhost:${config.port}` ? `http://localhost:${ports.api}` : config.publicUrl;
  return {
    // Legal time is fixed-offset arithmetic: no process may depend on the machine's time zone (design.md §5).
    TZ: 'UTC',
    SODO_NAMESPACE: config.namespace,
    SODO_DATA_DIR: config.dataDir,
    SODO_CACHE_DIR: config.cacheDir,
    SODO_FILES_DIR: config.filesDir,
    SODO_AUDIT_HEADS_DIR: config.auditHeads.dir,
    SODO_AUDIT_MAIL: config.auditHeads.mailTo,
    // On the same disk here: an office names a folder on another machine.
    SODO_BACKUP_DIR: config.backup?.dir ?? folder.backupDir,
    SODO_BACKUP_TRIAL_URL: config.backup?.trialUrl,
    SODO_BACKUP_KEEP: config.backup && keepText(config.backup.keep),
    // A folder here: an office names where its disks are mounted.
    SODO_PORTABLE_DIR: config.portableCopies.dir ?? folder.portableDir,
    SODO_PORTABLE_COPY_DAYS: String(config.portableCopies.days),
    SODO_HOST: config.host,
    SODO_PORT: String(ports.api),
    SODO_PUBLIC_URL: publicUrl,
    // As partners have it: their messages go below this address.
    SODO_API_URL: `http://127.0.0.1:${ports.api}/api/v1`,
    SODO_LOG_LEVEL: config.logLevel,
    SODO_TRACES_URL: config.traces?.url,
    SODO_TRACES_SHARE: config.traces && String(config.traces.share),
    SODO_QUICK_REPORT_HOURS: String(config.incidents.quickReportHours),
    SODO_DORMANT_DAYS: String(config.dormantDays),
    SODO_REPORT_CUT_OFF_DAY: String(config.reports.cutOffDay),
    SODO_REPORT_OFFICE_DAYS: String(config.reports.officeDays),
    SODO_REPORT_DEPARTMENT_DAYS: String(config.reports.departmentDays),
    SODO_LINK_SILENT_MINUTES: String(config.incidents.linkSilentMinutes),
    SODO_DATA_KEYS:
      config.dataKeys ?? `local:${folder.secret('dataKey', KEY_BYTES)} hash:${folder.secret('hashKey', KEY_BYTES)}`,
    // Demo accounts sign in with one password; who wants the rule of a real office says so.
    SODO_SECOND_FACTOR_REQUIRED_ROLES: config.signIn.secondFactorRoles?.join(',') || 'none',
    ...listSignInEnvironment(config),
    SODO_TAX_URL: config.tax.url ?? `http://127.0.0.1:${ports.tax}`,
    SODO_TAX_SECRET: config.tax.secret ?? folder.secret('tax'),
    SODO_ONE_STOP_URL: config.oneStop.url ?? `http://127.0.0.1:${ports.oneStop}`,
    SODO_ONE_STOP_SECRET: config.oneStop.secret ?? folder.secret('oneStop'),
    SODO_ONE_STOP_USER: config.oneStop.user,
    SODO_ONE_STOP_PASSWORD: config.oneStop.password ?? folder.secret('oneStopPassword'),
    SMTP_URL: config.smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
    SODO_MAIL_FROM: config.mailFrom,
    SODO_MAP_PROJECTION: config.mapProjection,
    SODO_TAX_PORT: String(ports.tax),
    SODO_ONE_STOP_PORT: String(ports.oneStop),
    SODO_SMTP_PORT: String(ports.smtp),
    SODO_MAIL_HTTP_PORT: String(ports.mailHttp),
    SODO_MAIL_URL: `http://127.0.0.1:${ports.mailHttp}`,
    SODO_SIMULATOR_DIR: path.join(config.dataDir, 'simulators'),
  };
}

function keepText({ days, weeks, months }: NonNullable<Config['backup']>['keep']): string {
  return `${days}d,${weeks}w,${months}m`;
}

function listSignInEnvironment({ signIn }: Config): Record<string, string> {
  const { passwordMinLength, sessionIdleMinutes, sessionHours, oidc } = signIn;
  const values = {
    SODO_PASSWORD_MIN_LENGTH: passwordMinLength,
    SODO_SESSION_IDLE_MINUTES: sessionIdleMinutes,
    SODO_SESSION_HOURS: sessionHours,
    SODO_OIDC_ISSUER: oidc?.issuer,
    SODO_OIDC_CLIENT_ID: oidc?.clientId,
    SODO_OIDC_CLIENT_SECRET: oidc?.clientSecret,
    SODO_OIDC_CLAIM: oidc?.claim,
    SODO_OIDC_LABEL: oidc?.label,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
