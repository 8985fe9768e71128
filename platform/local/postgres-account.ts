import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { PostgresInstallation } from './postgres-installation';
import { StartFailure } from './start-failure';

/** The operating-system user PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where folders go that the other user must reach when the checkout lies where only root may look. */
const sharedRoot = '/var/lib/sodo';

/**
 * PostgreSQL refuses to run as root. For root: the user `postgres`, else `nobody`; for everybody else undefined, which
 * means "as ourselves".
 *
 * @throws StartFailure when root has neither
 */
export function chooseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = readId(['-u', name]);
    const gid = readId(['-g', name]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new StartFailure(
    'POSTGRES_FAILED',
    'PostgreSQL',
    'it refuses to run as root and there is neither a user "postgres" nor "nobody"',
    'start Sodo as an ordinary user, or set DATABASE_URL',
  );
}

/** An empty or existing folder for the cluster which the account owns and can reach: beside our data, else under /var/lib. */
export function prepareClusterHome(dataDir: string, account: Account | undefined): string {
  const beside = path.join(dataDir, 'postgres');
  const apart = path.join(sharedRoot, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  if (!account) {
    mkdirSync(beside, { recursive: true });
    return beside;
  }
  // Where the data already is, it stays, even if the way to it was opened or closed since.
  const home = existsSync(apart) || (!existsSync(beside) && !canEnter(dataDir, account)) ? apart : beside;
  mkdirSync(home, { recursive: true });
  if (home === apart) chmodSync(sharedRoot, 0o755);
  giveTo(home, account);
  if (canEnter(home, account)) return home;
  throw new StartFailure(
    'DATA_FOLDER_UNUSABLE',
    'PostgreSQL',
    `the user it runs as (number ${account.uid}) cannot enter ${home}`,
    'open the folders above it (chmod o+x), or set SODO_DATA_DIR to another folder',
  );
}

/** Programs the account can run: those found, or a copy of the embedded ones when the checkout is closed to it. */
export function prepareProgramsFor(installation: PostgresInstallation, account: Account | undefined): string {
  if (!account || canEnter(installation.binDir, account)) return installation.binDir;
  const native = path.dirname(installation.binDir);
  const copy = path.join(sharedRoot, `postgresql-${installation.major}-${process.arch}`);
  if (!existsSync(copy)) {
    mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return path.join(copy, 'bin');
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function giveTo(folder: string, { uid, gid }: Account): void {
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}

function readId(args: readonly string[]): number | undefined {
  const answer = spawnSync('id', args, { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}
