import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './child-process';
import type { Account } from './postgres-account';

/** The one (super)user of a cluster of ours. */
export const clusterUser = 'sodo';

/** What a new data folder is made of. */
export interface NewCluster {
  readonly binDir: string;
  readonly major: number;
  readonly clusterDir: string;
  readonly account: Account | undefined;
  readonly logFile: string;
  readonly password: string | undefined;
}

/** Makes the data folder under another name and renames it when complete, so that a kill in between leaves no half one. */
export async function createCluster(cluster: NewCluster): Promise<void> {
  const { binDir, major, clusterDir, account, logFile, password } = cluster;
  const draft = `${clusterDir}.new`;
  const passwordFile = path.join(path.dirname(clusterDir), 'password.new');
  const authentication = password === undefined ? 'trust' : 'scram-sha-256';
  const base = ['-D', draft, '-U', clusterUser, `--auth=${authentication}`, '--encoding=UTF8', '--no-instructions'];
  if (password !== undefined) {
    rmSync(passwordFile, { force: true });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    base.push(`--pwfile=${passwordFile}`);
  }
  try {
    await initialise(listLocales(major), async (locale) => {
      rmSync(draft, { recursive: true, force: true });
      await runToEnd({
        part: 'PostgreSQL',
        command: path.join(binDir, 'initdb'),
        args: [...base, ...locale],
        env: process.env,
        cwd: '/',
        user: account,
        logFile,
        failureCode: 'POSTGRES_FAILED',
      });
    });
    renameSync(draft, clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Tries one locale after the other: not every machine has every one. */
async function initialise(locales: string[][], attempt: (locale: string[]) => Promise<void>): Promise<void> {
  const [locale = [], ...others] = locales;
  try {
    await attempt(locale);
  } catch (error) {
    if (others.length === 0) throw error;
    await initialise(others, attempt);
  }
}

/** Letters beyond ASCII must fold ("Đ" → "đ") in searches, so a UTF-8 character table; ordering stays by code point. */
function listLocales(major: number): string[][] {
  if (major >= 17) return [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']];
  return [['--locale=C.UTF-8'], ['--locale=en_US.UTF-8'], ['--locale=C']];
}

/** The major version that made the folder; undefined while there is none. */
export function readClusterMajor(clusterDir: string): number | undefined {
  const file = path.join(clusterDir, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}
