import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { connect, type Database } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { seedDemo } from '../../db/seed/seed-demo';
import { readConfig, type Config } from '../../platform/config';
import { SupervisedChild, type ChildSpec } from '../../platform/local/child-process';
import { startStack, type RunningStack } from '../../platform/local/stack';
import { postgresPart, temporalPart } from '../../platform/local/stack-parts';
import { connectTemporalClient } from '../../platform/temporal-connection';
import { publishSeedCalendar } from '../../scripts/publish/publish-calendar';
import { publishProcedures } from '../../scripts/publish/publish-procedures';

export const ROOT = path.resolve(__dirname, '..', '..');

export interface ProgramOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Ready when this answers 200; when absent, when it prints `{"ready": …}`. */
  readonly healthUrl?: string;
}

/** A fresh stack of our own: PostgreSQL as in production (it waits for the disk), Temporal, our schema, the demo organisation. */
export interface BenchStack {
  readonly pool: Pool;
  readonly client: Client;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logDir: string;
  readonly apiUrl: string;
  readonly descriptions: ReadonlyMap<string, string>;
  /** Starts one of our programs as a process of its own. */
  startProgram(name: string, file: string, options?: ProgramOptions): Promise<SupervisedChild>;
  /** Process numbers of the servers. */
  serverPids(): { readonly PostgreSQL?: number; readonly Temporal?: number };
  /** Stops everything and removes the folder. Safe to call twice. */
  stop(): Promise<void>;
}

/** A new folder under the system's temporary one that PostgreSQL's own user may reach, too. */
export function makeBenchFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'sodo-bench-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Settings of a stack of our own on that folder: nothing of the caller's own installation is touched. */
function readBenchConfig(dataDir: string): Config {
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  return readConfig(
    { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: dataDir, SODO_LOG_LEVEL: 'warn' },
    ROOT,
  );
}

/** @throws StartFailure when PostgreSQL or Temporal cannot start; AbortError when interrupted */
export async function startBenchStack(report: (line: string) => void, signal?: AbortSignal): Promise<BenchStack> {
  const dataDir = makeBenchFolder();
  try {
    const config = readBenchConfig(dataDir);
    const stack = await startStack({ config, root: ROOT, parts: [postgresPart, temporalPart], report, signal });
    try {
      return await prepare(stack, config);
    } catch (error) {
      await stack.stop();
      throw error;
    }
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function prepare(stack: RunningStack, config: Config): Promise<BenchStack> {
  const { env } = stack;
  const database = connect(env['DATABASE_URL'] ?? '', { applicationName: 'sodo-bench', statementTimeoutMs: 0 });
  await publish(database);
  const client = await connectTemporalClient({
    address: env['TEMPORAL_ADDRESS'] ?? '',
    namespace: config.namespace,
  });
  const programs: SupervisedChild[] = [];
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    for (const program of programs.reverse()) await program.stop();
    await client.connection.close();
    await database.close();
    await stack.stop();
    rmSync(config.dataDir, { recursive: true, force: true });
  };
  return {
    pool: database.pool,
    client,
    env,
    logDir: path.join(config.dataDir, 'logs'),
    apiUrl: `http://127.0.0.1:${stack.ports.api}`,
    descriptions: stack.descriptions,
    async startProgram(name, file, options = {}) {
      const program = new SupervisedChild(describeProgram(config.dataDir, env, name, file, options));
      programs.push(program);
      await program.start();
      return program;
    },
    serverPids: () => ({
      PostgreSQL: stack.children.get('postgres')?.pid,
      Temporal: stack.children.get('temporal')?.pid,
    }),
    stop: () => (stopped ??= stop()),
  };
}

async function publish({ pool }: Database): Promise<void> {
  await migrate(pool);
  await publishSeedCalendar(pool);
  await publishProcedures(pool);
  await seedDemo(pool);
}

function describeProgram(
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  file: string,
  { args = [], env: more = {}, healthUrl }: ProgramOptions,
): ChildSpec {
  const { PATH, HOME } = process.env;
  return {
    part: name,
    command: process.execPath,
    args: ['--import', 'tsx', file, ...args],
    env: { PATH, HOME, ...env, ...more },
    cwd: ROOT,
    logFile: path.join(dataDir, 'logs', `${name}.log`),
    pidFile: path.join(dataDir, 'pids', `${name}.pid`),
    readiness:
      healthUrl === undefined ? { kind: 'line' } : { kind: 'probe', probe: async () => (await fetch(healthUrl)).ok },
    readyWithinMs: 90_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    failureCode: 'PROGRAM_FAILED',
    // A program that dies spoils the measurement; its name in the output says why.
    report: (line) => console.error(line),
  };
}
