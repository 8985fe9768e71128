import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, observeProcess, readProcessRecord } from './process-record';
import type { ProcessRecord } from './process-record';

export type LockResult =
  { readonly taken: true; readonly release: () => void } | { readonly taken: false; readonly holder: ProcessRecord };

/**
 * Takes a lock that lives as long as this process: a holder that died without releasing it is recognised and replaced.
 * The file comes into being with its content (hard link), so nobody can read a half-written one.
 */
export function takeLock(file: string): LockResult {
  const own = observeProcess(process.pid);
  if (!own) throw new Error('This process cannot observe itself.');
  const draft = `${file}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, `${JSON.stringify(own)}\n`);
    try {
      linkSync(draft, file);
      return { taken: true, release: () => releaseLock(file, own) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = readProcessRecord(file);
    if (holder && isAlive(holder)) return { taken: false, holder };
    discardStaleLock(file, holder);
  }
}

/** Moves the dead holder's file away; should another process have replaced it in that moment, its file is put back. */
function discardStaleLock(file: string, stale: ProcessRecord | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readProcessRecord(aside);
  if (moved && moved.pid !== stale?.pid && isAlive(moved)) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function releaseLock(file: string, own: ProcessRecord): void {
  try {
    if (readFileSync(file, 'utf8').trim() === JSON.stringify(own)) rmSync(file, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
