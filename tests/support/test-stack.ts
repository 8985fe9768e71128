import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../platform/config';
import { isAlive, readProcessRecord } from '../../platform/local/process-record';
import { startStack } from '../../platform/local/stack';
import type { RunningStack } from '../../platform/local/stack';
import { postgresPart, temporalPart } from '../../platform/local/stack-parts';
import { endStalePrograms } from '../../platform/local/stale-programs';

const folderPrefix = 'sodo-test-';
const root = path.resolve(__dirname, '..', '..');

/** The private servers of one jest run, on a folder of their own that disappears with them. */
export interface TestStack {
  readonly adminUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly dataDir: string;
  readonly stack: RunningStack;
  stop(): Promise<void>;
}

/** Starts PostgreSQL (without waiting for the disk) and Temporal. Takes about three seconds. */
export async function startTestStack(): Promise<TestStack> {
  await removeAbandonedStacks();
  const dataDir = makeDataFolder();
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const config = readConfig(
    { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: dataDir, SODO_NAMESPACE: 'sodo-test' },
    root,
  );
  const report = (line: string) => process.stderr.write(`test stack: ${line}\n`);
  const stack = await startStack({ config, root, parts: [postgresPart, temporalPart], report, durable: false });
  return {
    adminUrl: stack.env['SODO_ADMIN_DATABASE_URL'] ?? '',
    temporalAddress: stack.env['TEMPORAL_ADDRESS'] ?? '',
    namespace: config.namespace,
    dataDir,
    stack,
    stop: async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A new folder under the system's temporary one that PostgreSQL's own user may reach, too. */
export function makeDataFolder(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), folderPrefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** A jest run that was killed could not tidy up: its servers are ended and its folder is removed by the next run. */
async function removeAbandonedStacks(): Promise<void> {
  const parent = realpathSync(tmpdir());
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = path.join(parent, name);
    const lockFile = path.join(folder, 'instance.lock');
    const owner = readProcessRecord(lockFile);
    // Without a lock it may be one that is just being made.
    if (!owner || isAlive(owner)) continue;
    const pidDir = path.join(folder, 'pids');
    if (existsSync(pidDir)) await endStalePrograms(pidDir);
    rmSync(folder, { recursive: true, force: true });
  }
}
