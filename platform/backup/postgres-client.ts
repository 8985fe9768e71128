import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { BackupFault } from './backup-fault';

/** The programs of PostgreSQL that write and read a dump, of one version. */
export interface PostgresClient {
  readonly pgDump: string;
  readonly pgRestore: string;
  readonly major: number;
}

/** Enough of what a program said for a person to see what was wrong; it never repeats a password. */
const ERROR_TAIL = 2_000;

/**
 * Finds pg_dump and pg_restore of the server's own major version, or else the next newer one: an older one cannot read a newer
 * server, and a much newer one may write what the server does not read.
 * @throws BackupFault `BACKUP_PROGRAM_MISSING` with what to install
 */
export function findPostgresClient(serverMajor: number, folders: readonly string[] = programFolders()): PostgresClient {
  const found = folders
    .map(inspectFolder)
    .filter((client) => client !== undefined)
    .filter(({ major }) => major >= serverMajor)
    .sort((a, b) => a.major - b.major);
  const [best] = found;
  if (best) return best;
  throw new BackupFault(
    'BACKUP_PROGRAM_MISSING',
    `pg_dump and pg_restore of PostgreSQL ${serverMajor} are not on this machine: install them, for example with ` +
      `"apt-get install postgresql-client-${serverMajor}".`,
  );
}

/** Package folders first, then the PATH. */
function programFolders(): string[] {
  const versions = (parent: string, child: string, name: RegExp): string[] =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((entry) => name.test(entry))
          .map((entry) => path.join(parent, entry, child))
      : [];
  return [
    ...versions('/usr/lib/postgresql', 'bin', /^\d+$/),
    ...versions('/usr', 'bin', /^pgsql-\d+$/),
    ...versions('/opt/homebrew/opt', 'bin', /^(postgresql|libpq)(@\d+)?$/),
    ...versions('/Applications/Postgres.app/Contents/Versions', 'bin', /^\d+$/),
    ...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
  ];
}

function inspectFolder(folder: string): PostgresClient | undefined {
  const pgDump = path.join(folder, 'pg_dump');
  const pgRestore = path.join(folder, 'pg_restore');
  if (!existsSync(pgDump) || !existsSync(pgRestore)) return undefined;
  const answer = spawnSync(realpathSync(pgDump), ['--version'], { encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1];
  return major === undefined ? undefined : { pgDump, pgRestore, major: Number(major) };
}

/** Address and credentials as the programs take them: in the environment, where no list of processes shows them. */
export function connectionEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl);
  return {
    PATH: process.env['PATH'],
    LC_ALL: 'C.UTF-8',
    PGHOST: url.hostname === '' ? undefined : decodeURIComponent(url.hostname),
    PGPORT: url.port === '' ? '5432' : url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    PGSSLMODE: url.searchParams.get('sslmode') ?? undefined,
    PGCONNECT_TIMEOUT: '10',
  };
}

export interface RunningProgram {
  readonly output: Readable;
  readonly input: NodeJS.WritableStream;
  /** Settles when the program has ended. @throws BackupFault `BACKUP_PROGRAM_FAILED` when it did not end well */
  readonly ended: Promise<void>;
}

/** Starts one of the programs; the signal ends it. Whoever starts it waits for `ended`. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): RunningProgram {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], signal });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(-ERROR_TAIL)));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(failed(program, error.message, error)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(program, said.trim() || `exit code ${code}`))));
  });
  // Whoever looks later finds the error there; without this an early end would count as unhandled.
  ended.catch(() => undefined);
  // A program that ends early closes its input: its exit code tells why, not the broken pipe.
  child.stdin.on('error', () => undefined);
  return { output: child.stdout, input: child.stdin, ended };
}

function failed(program: string, why: string, cause?: Error): BackupFault {
  return new BackupFault('BACKUP_PROGRAM_FAILED', `${path.basename(program)}: ${why}`, { cause });
}
