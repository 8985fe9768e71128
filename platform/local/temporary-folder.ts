import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive, readProcessRecord } from './process-record';
import { endStalePrograms } from './stale-programs';

/** A new data folder under the system's temporary one that PostgreSQL's own user may reach, too. */
export function makeTemporaryFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Whoever ran a stack on such a folder and was killed could not tidy up: its programs are ended and its folder is removed.
 * One whose owner lives is left alone.
 */
export async function removeAbandonedFolders(prefix: string): Promise<void> {
  const parent = realpathSync(tmpdir());
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(parent, name);
    const owner = readProcessRecord(path.join(folder, 'instance.lock'));
    // Without a lock it may be one that is just being made.
    if (!owner || isAlive(owner)) continue;
    const pidDir = path.join(folder, 'pids');
    if (existsSync(pidDir)) await endStalePrograms(pidDir);
    rmSync(folder, { recursive: true, force: true });
  }
}
