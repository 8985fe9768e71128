import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Files by their content: uploads and printed papers, outside the database, never changed and never overwritten. */
export interface FileStore {
  /**
   * Keeps the bytes; when it returns they survive a power cut. The same bytes are kept once, however often they come.
   * @returns their SHA-256, lower-case hex
   */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * @param sizeBytes the length known from elsewhere, compared too
   * @throws FileStoreFault `FILE_MISSING`, or `FILE_DAMAGED` when what is on the disk is not what was kept
   */
  read(sha256: string, sizeBytes?: number): Promise<Buffer>;
  /** The SHA-256 of everything kept, in no particular order; what comes meanwhile may be among it. */
  list(): AsyncIterable<string>;
}

/** The disk does not hold what the database says it holds: a fault, for whoever keeps the backups. */
export class FileStoreFault extends Error {
  override readonly name = 'FileStoreFault';
  constructor(
    readonly code: 'FILE_MISSING' | 'FILE_DAMAGED',
    readonly sha256: string,
  ) {
    super(`${code}: the stored file ${sha256} is ${code === 'FILE_MISSING' ? 'not there' : 'not what was stored'}`);
  }
}

/** A store in `dir`, as `ab/cd/abcd…`; several processes may share it. */
export function createFileStore(dir: string): FileStore {
  return {
    async put(bytes) {
      const sha256 = hashBytes(bytes);
      const file = placeOf(dir, sha256);
      const kept = await readIfThere(file);
      // A damaged file is mended by whoever brings the right bytes again.
      if (!kept || hashBytes(kept) !== sha256) await writeDurably(dir, file, bytes);
      // Also when it was there already: another process may have renamed it just now and died before this.
      await syncFolders(dir, path.dirname(file));
      return sha256;
    },
    async read(sha256, sizeBytes) {
      const bytes = await readIfThere(placeOf(dir, sha256));
      if (!bytes) throw new FileStoreFault('FILE_MISSING', sha256);
      if ((sizeBytes !== undefined && bytes.length !== sizeBytes) || hashBytes(bytes) !== sha256) {
        throw new FileStoreFault('FILE_DAMAGED', sha256);
      }
      return bytes;
    },
    async *list() {
      // Two levels of two digits each; what is still coming in lies beside them.
      for (const first of await listFolder(dir, /^[0-9a-f]{2}$/)) {
        for (const second of await listFolder(path.join(dir, first), /^[0-9a-f]{2}$/))
          yield* await listFolder(path.join(dir, first, second), /^[0-9a-f]{64}$/);
      }
    },
  };
}

async function listFolder(folder: string, names: RegExp): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => names.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function placeOf(dir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256 in lower-case hex.');
  return path.join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Beside its place first, then renamed: a reader sees the whole file or none, and so does whoever comes after a kill. */
async function writeDurably(dir: string, file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const incoming = path.join(dir, `incoming-${randomUUID()}`);
  try {
    const handle = await open(incoming, 'wx', 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(incoming, file);
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}

/** A new name is only safe once the folder that holds it is: the file's, and those made for it. */
async function syncFolders(dir: string, folder: string): Promise<void> {
  for (let at = folder; at.length >= dir.length; at = path.dirname(at)) {
    const handle = await open(at, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
