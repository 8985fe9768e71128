import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connectToTemporal } from '../temporal-connection';
import { ensureNamespace } from '../temporal-namespace';
import { runToEnd, SupervisedChild } from './child-process';
import { describe } from './database-server';
import { endRecordedProcess } from './process-record';
import { StartFailure } from './start-failure';
import type { ReportProgress } from './start-failure';
import { provideTemporalBinaries } from './temporal-binaries';

const part = 'Temporal';
const host = '127.0.0.1';

/** Every port one server needs; two servers on a machine must differ in all of them. */
export const temporalPortNames = [
  'temporal',
  'temporalHttp',
  'temporalMatching',
  'temporalHistory',
  'temporalWorker',
  'temporalFrontendMembership',
  'temporalMatchingMembership',
  'temporalHistoryMembership',
  'temporalWorkerMembership',
] as const;
export type TemporalPortName = (typeof temporalPortNames)[number];

export interface TemporalOptions {
  /** `host:port` of somebody else's server: used as it is, only the namespace is ensured. */
  readonly temporalAddress?: string;
  readonly dataDir: string;
  readonly cacheDir: string;
  readonly logDir: string;
  readonly pidDir: string;
  /** The Go module that pins the server. */
  readonly moduleDir: string;
  readonly ports: Readonly<Record<TemporalPortName, number>>;
  /** Any database of the PostgreSQL server that holds Temporal's two. */
  readonly databaseUrl: string;
  readonly temporalDatabase: string;
  readonly visibilityDatabase: string;
  readonly namespace: string;
  readonly retentionDays: number;
  /** Settings of a server of our own besides what we set, for one namespace each. */
  readonly namespaceSettings?: readonly NamespaceSetting[];
  /** Interrupts a build. */
  readonly signal?: AbortSignal;
  readonly report: ReportProgress;
}

/** One entry of Temporal's dynamic configuration. */
export interface NamespaceSetting {
  readonly namespace: string;
  /** E.g. `limit.historyCount.suggestContinueAsNew`. */
  readonly name: string;
  readonly value: number;
}

export interface RunningTemporal {
  readonly address: string;
  /** In words, for the start report. */
  readonly description: string;
  /** Absent when the server is somebody else's. */
  readonly child?: SupervisedChild;
  stop(): Promise<void>;
}

/**
 * Brings up Temporal with the namespace ready for use: the given server, or a private one on our PostgreSQL.
 *
 * @throws StartFailure
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const own = options.temporalAddress === undefined ? await startOwnServer(options) : undefined;
  const running = own ?? useGivenServer(options.temporalAddress as string);
  try {
    const connection = await connectToTemporal({ address: running.address, patienceMs: 15_000 });
    try {
      await ensureNamespace(connection, options.namespace, options.retentionDays);
    } finally {
      await connection.close();
    }
    return running;
  } catch (error) {
    await running.stop();
    throw new StartFailure(
      'TEMPORAL_FAILED',
      part,
      `the server at ${running.address} cannot be used: ${describe(error).replace(/\.$/, '')}`,
      own ? `read ${path.join(options.logDir, 'temporal.log')}` : 'correct TEMPORAL_ADDRESS, or unset it',
      { cause: error },
    );
  }
}

function useGivenServer(address: string): RunningTemporal {
  return { address, description: `server at ${address}`, stop: () => Promise.resolve() };
}

async function startOwnServer(options: TemporalOptions): Promise<RunningTemporal> {
  const pidFile = path.join(options.pidDir, 'temporal.pid');
  const logFile = path.join(options.logDir, 'temporal.log');
  await endRecordedProcess(pidFile, 'SIGINT', 10_000);
  const binaries = await provideTemporalBinaries({
    cacheDir: options.cacheDir,
    moduleDir: options.moduleDir,
    logFile: path.join(options.logDir, 'temporal-build.log'),
    report: options.report,
    signal: options.signal,
  });
  const database = readDatabaseServer(options.databaseUrl);
  const schemaLog = path.join(options.logDir, 'temporal-schema.log');
  await Promise.all([
    updateSchema(binaries.sqlTool, database, options.temporalDatabase, 'postgresql/v12/temporal', schemaLog),
    updateSchema(binaries.sqlTool, database, options.visibilityDatabase, 'postgresql/v12/visibility', schemaLog),
  ]);

  const address = `${host}:${options.ports.temporal}`;
  const child = new SupervisedChild({
    part,
    command: binaries.server,
    args: ['--allow-no-auth', 'start'],
    env: { ...process.env, ...listServerEnvironment(options, database, writeDynamicConfig(options)) },
    cwd: options.dataDir,
    logFile,
    pidFile,
    readiness: { kind: 'probe', probe: () => isServing(address) },
    readyWithinMs: 90_000,
    stopSignal: 'SIGINT',
    stopWithinMs: 20_000,
    failureCode: 'TEMPORAL_FAILED',
    report: options.report,
  });
  await child.start();
  return { address, description: `${binaries.version}, own server`, child, stop: () => child.stop() };
}

interface DatabaseServer {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
  readonly verifyHost: boolean;
}

function readDatabaseServer(databaseUrl: string): DatabaseServer {
  const url = new URL(databaseUrl);
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  return {
    host: url.hostname,
    port: url.port || '5432',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    tls: !['disable', 'allow', 'prefer'].includes(mode),
    verifyHost: mode === 'verify-full',
  };
}

/** Both steps are idempotent: an up-to-date schema is left alone. */
async function updateSchema(tool: string, server: DatabaseServer, database: string, schema: string, logFile: string) {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: server.host,
    SQL_PORT: server.port,
    SQL_USER: server.user,
    SQL_PASSWORD: server.password,
    SQL_DATABASE: database,
    ...(server.tls ? { SQL_TLS: 'true', SQL_TLS_DISABLE_HOST_VERIFICATION: String(!server.verifyHost) } : {}),
  };
  for (const args of [
    ['setup-schema', '-v', '0.0'],
    ['update-schema', '--schema-name', schema],
  ]) {
    await runToEnd({ part, command: tool, args, env, cwd: '/', logFile, failureCode: 'TEMPORAL_SCHEMA_FAILED' });
  }
}

/** Server settings that cannot be given as environment variables, each with the reason. */
const dynamicConfig: Readonly<Record<string, unknown>> = {
  // Tests and demonstrations cross days without waiting (design.md §7).
  'frontend.WorkflowTimeSkippingEnabled': true,
  // A namespace made at start is usable soon.
  'system.namespaceCacheRefreshInterval': '1s',
  // One machine: more partitions only add a hop to every task.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
};

function writeDynamicConfig({ dataDir, namespaceSettings = [] }: TemporalOptions): string {
  const folder = path.join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'dynamic-config.yaml');
  const lines = Object.entries(dynamicConfig).map(([key, value]) => `${key}:\n  - value: ${JSON.stringify(value)}\n`);
  const narrower = namespaceSettings.map(
    ({ namespace, name, value }) =>
      `${name}:\n  - value: ${value}\n    constraints: { namespace: ${JSON.stringify(namespace)} }\n`,
  );
  writeFileSync(file, [...lines, ...narrower].join(''));
  return file;
}

/** The server reads its whole configuration from these (its embedded template `config_template_embedded.yaml`). */
function listServerEnvironment(
  { ports, temporalDatabase, visibilityDatabase }: TemporalOptions,
  database: DatabaseServer,
  dynamicConfigFile: string,
): Record<string, string> {
  return {
    LOG_LEVEL: 'warn',
    DB: 'postgres12',
    POSTGRES_SEEDS: database.host,
    DB_PORT: database.port,
    POSTGRES_USER: database.user,
    POSTGRES_PWD: database.password,
    DBNAME: temporalDatabase,
    VISIBILITY_DBNAME: visibilityDatabase,
    SQL_TLS_ENABLED: String(database.tls),
    SQL_HOST_VERIFICATION: String(database.verifyHost),
    // Fixed for the life of the database; four keep two to eight cores busy.
    NUM_HISTORY_SHARDS: '4',
    BIND_ON_IP: host,
    TEMPORAL_BROADCAST_ADDRESS: host,
    FRONTEND_GRPC_PORT: String(ports.temporal),
    FRONTEND_HTTP_PORT: String(ports.temporalHttp),
    MATCHING_GRPC_PORT: String(ports.temporalMatching),
    HISTORY_GRPC_PORT: String(ports.temporalHistory),
    WORKER_GRPC_PORT: String(ports.temporalWorker),
    FRONTEND_MEMBERSHIP_PORT: String(ports.temporalFrontendMembership),
    MATCHING_MEMBERSHIP_PORT: String(ports.temporalMatchingMembership),
    HISTORY_MEMBERSHIP_PORT: String(ports.temporalHistoryMembership),
    WORKER_MEMBERSHIP_PORT: String(ports.temporalWorkerMembership),
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfigFile,
  };
}

async function isServing(address: string): Promise<boolean> {
  const serving = 1;
  const connection = await connectToTemporal({ address, patienceMs: 0 });
  try {
    const answer = await connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' });
    return Number(answer.status) === serving;
  } finally {
    await connection.close();
  }
}
