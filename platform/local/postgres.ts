import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { SupervisedChild } from './child-process';
import {
  createMissingDatabases,
  databaseOf,
  describe,
  isRejectedLogin,
  tryQuery,
  withDatabase,
} from './database-server';
import { chooseAccount, prepareClusterHome, prepareProgramsFor } from './postgres-account';
import { clusterUser, createCluster, readClusterMajor } from './postgres-cluster';
import { choosePostgres, findPostgresInstallations } from './postgres-installation';
import type { PostgresInstallation } from './postgres-installation';
import { endStalePostgres } from './postgres-stale';
import { StartFailure } from './start-failure';
import type { ReportProgress } from './start-failure';
import { waitUntil } from './wait-until';

const part = 'PostgreSQL';
const applicationDatabase = 'sodo';

export interface PostgresOptions {
  /** Somebody else's server: used as it is, nothing is started. The database in the address is the application's. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly logDir: string;
  readonly pidDir: string;
  readonly port: number;
  /** Password of our own server's user; absent (tests only): the loopback address is trusted. */
  readonly password?: string;
  /** false (tests only): commits do not wait for the disk, and a power cut may lose the folder. */
  readonly durable: boolean;
  readonly report: ReportProgress;
  /** For tests: look for programs here instead of on this machine. */
  readonly installations?: readonly PostgresInstallation[];
}

/** A PostgreSQL that answers, with the three databases of a local stack in it. */
export interface RunningPostgres {
  /** Address of the application's database. */
  readonly url: string;
  /** Address of the server's maintenance database, for creating others. */
  readonly adminUrl: string;
  readonly temporalDatabase: string;
  readonly visibilityDatabase: string;
  /** In words, for the start report: `15 (installed)`. */
  readonly description: string;
  /** Absent when the server is somebody else's. */
  readonly child?: SupervisedChild;
  stop(): Promise<void>;
}

/**
 * Brings up PostgreSQL: the given one, or a private server on a data folder of ours (installed programs, else embedded).
 * Recovers from any kind of death of an earlier run.
 *
 * @throws StartFailure
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  return options.databaseUrl === undefined
    ? startOwnServer(options)
    : useGivenServer(options.databaseUrl, options.report);
}

async function useGivenServer(url: string, report: ReportProgress): Promise<RunningPostgres> {
  const name = databaseOf(url);
  const maintenanceUrl = await findMaintenanceDatabase(url);
  // Several installations may share a server that is not ours, so Temporal's databases carry the application's name.
  const temporalDatabase = `${name}_temporal`;
  const visibilityDatabase = `${name}_temporal_visibility`;
  await createMissingDatabases(maintenanceUrl, [name, temporalDatabase, visibilityDatabase]);
  report(`PostgreSQL: using the server at ${new URL(url).host}.`);
  return {
    url,
    adminUrl: maintenanceUrl,
    temporalDatabase,
    visibilityDatabase,
    description: `server at ${new URL(url).host}`,
    stop: () => Promise.resolve(),
  };
}

/** Databases are created from the maintenance database; some providers only let one into one's own. */
async function findMaintenanceDatabase(url: string): Promise<string> {
  let usable: string | undefined;
  let reason: unknown;
  await waitUntil(
    async () => {
      for (const candidate of [withDatabase(url, 'postgres'), url]) {
        reason = await tryQuery(candidate).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (reason === undefined) usable = candidate;
        if (usable !== undefined) return true;
      }
      return isRejectedLogin(reason);
    },
    15_000,
    500,
  );
  if (usable !== undefined) return usable;
  throw new StartFailure(
    'DATABASE_UNREACHABLE',
    part,
    `the server of DATABASE_URL (${new URL(url).host}) cannot be used: ${describe(reason)}`,
    'correct DATABASE_URL, or unset it so that Sodo runs a server of its own',
  );
}

async function startOwnServer(options: PostgresOptions): Promise<RunningPostgres> {
  const account = chooseAccount();
  const clusterDir = path.join(realpathSync(prepareClusterHome(options.dataDir, account)), 'data');
  const pidFile = path.join(options.pidDir, 'postgres.pid');
  const logFile = path.join(options.logDir, 'postgres.log');
  await endStalePostgres(clusterDir, pidFile);

  const installation = choosePostgres(
    options.installations ?? findPostgresInstallations(),
    readClusterMajor(clusterDir),
  );
  const binDir = prepareProgramsFor(installation, account);
  if (!existsSync(clusterDir)) {
    options.report(`PostgreSQL ${installation.major}: creating the data folder ${clusterDir}.`);
    await createCluster({
      binDir,
      major: installation.major,
      clusterDir,
      account,
      logFile,
      password: options.password,
    });
  }

  const address = (database: string) => {
    const url = new URL(`postgresql://127.0.0.1:${options.port}/${database}`);
    url.username = clusterUser;
    url.password = options.password ?? '';
    return url.href;
  };
  const adminUrl = address('postgres');
  const child = new SupervisedChild({
    part,
    command: path.join(binDir, 'postgres'),
    args: ['-D', clusterDir, ...listSettings(options)],
    env: environmentFor(installation),
    cwd: '/',
    user: account,
    logFile,
    pidFile,
    readiness: { kind: 'probe', probe: async () => (await tryQuery(adminUrl), true) },
    readyWithinMs: 60_000,
    // SIGINT is PostgreSQL's "fast" stop: sessions are cut, data is written, no recovery at the next start.
    stopSignal: 'SIGINT',
    stopWithinMs: 30_000,
    failureCode: 'POSTGRES_FAILED',
    report: options.report,
  });
  await child.start();
  const running: RunningPostgres = {
    url: address(applicationDatabase),
    adminUrl,
    temporalDatabase: 'temporal',
    visibilityDatabase: 'temporal_visibility',
    description: `${installation.major} (${installation.source})`,
    child,
    stop: () => child.stop(),
  };
  try {
    await createMissingDatabases(adminUrl, [applicationDatabase, 'temporal', 'temporal_visibility']);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return running;
}

function listSettings({ port, durable }: PostgresOptions): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    // No socket file: its path may be too long or its folder closed to the server's user.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %d ',
    // Never the values of a statement: they may be personal data.
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function environmentFor({ source, binDir }: PostgresInstallation): NodeJS.ProcessEnv {
  const { PGDATA: _folder, PGPORT: _port, PGHOST: _host, PGOPTIONS: _options, ...env } = process.env;
  return source === 'embedded' ? { ...env, LD_LIBRARY_PATH: path.join(path.dirname(binDir), 'lib') } : env;
}
