import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  BACKUP_FORMAT,
  backupManifestSchema,
  signedManifestSchema,
  type BackupManifest,
} from '../../contracts/backup.schema';
import type { Sealer } from '../sealed-text';
import { encryptToFile, measureFile, type WrittenFile } from './age-file';
import { BackupFault, targetFault } from './backup-fault';

/**
 * A folder that holds backup sets, usually a mounted NAS or a portable disk:
 *
 *     sets/<instant>-<id>/manifest.json   what the set is, with a keyed hash; without it the folder is no set
 *     sets/<instant>-<id>/database.age    pg_dump, encrypted
 *     sets/<instant>-<id>/files.age       the stored files it belongs to, by SHA-256, encrypted
 *     files/ab/cd/<sha256>.age            every stored file once, encrypted
 *     incoming-…                          what a set is made in; left behind by a kill, removed by the next one
 */
export interface BackupTarget {
  readonly dir: string;
  /** A folder to make a set in. @throws BackupFault when the target cannot be used */
  open(): Promise<IncomingSet>;
  /** Every set that is whole by its manifest, the newest first; damaged or foreign ones with what is wrong with them. */
  list(): Promise<readonly ListedSet[]>;
  /** @throws BackupFault `BACKUP_CORRUPT`, `BACKUP_FOREIGN`, `BACKUP_VERSION_UNKNOWN` */
  readManifest(name: string): Promise<BackupManifest>;
  /** Reads the set's files whole and compares them. @throws BackupFault `BACKUP_CORRUPT` */
  check(name: string, manifest: BackupManifest): Promise<void>;
  /** Absolute path of a file of a set. */
  fileOf(name: string, file: string): string;
  /** Absolute path of a stored file. */
  storedFile(sha256: string): string;
  /** Keeps a stored file unless it is there already. `sizeBytes`: encrypted, as it lies here. */
  keepFile(sha256: string, bytes: () => Promise<Buffer>, recipient: string): Promise<KeptFile>;
  remove(name: string): Promise<void>;
  /** Makes this set here as well; one that is here whole stays. @throws BackupFault */
  copyFrom(source: Pick<BackupTarget, 'fileOf'>, name: string, manifest: BackupManifest): Promise<void>;
}

export interface WholeSet {
  readonly name: string;
  readonly manifest: BackupManifest;
}
export type ListedSet = WholeSet | { readonly name: string; readonly fault: BackupFault };

/** Those that can be restored, in the same order. */
export function wholeSets(listed: readonly ListedSet[]): WholeSet[] {
  return listed.filter((set) => 'manifest' in set);
}

export interface KeptFile {
  readonly added: boolean;
  readonly sizeBytes: number;
}

export interface IncomingSet {
  /** Where its files are written. */
  readonly dir: string;
  /** Makes the set: it is there wholly or not at all. @returns its name */
  finish(manifest: BackupManifest): Promise<string>;
  /** Removes what was written. Safe after `finish`. */
  abandon(): Promise<void>;
}

const INCOMING = /^incoming-/;
/** Nobody works this long on one set: what is older was left behind by a kill. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

export function createBackupTarget(dir: string, sealer: Pick<Sealer, 'keyedHash'>, newId: () => string): BackupTarget {
  const sets = path.join(dir, 'sets');
  const fileOf = (name: string, file: string) => path.join(sets, name, file);
  const storedFile = (sha256: string) =>
    path.join(dir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.age`);

  const readManifest = async (name: string): Promise<BackupManifest> => {
    const text = await readFile(fileOf(name, 'manifest.json'), 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        throw new BackupFault('BACKUP_CORRUPT', `The set ${name} has no manifest: it was never finished.`);
      throw targetFault(error, dir);
    });
    return openManifest(name, text, sealer);
  };

  const target: BackupTarget = {
    dir,
    fileOf,
    storedFile,
    readManifest,
    async open() {
      const incoming = path.join(dir, `incoming-${newId()}`);
      try {
        // The target itself must be there: a mount that is gone must not become a folder on our own disk.
        await stat(dir);
        await removeAbandoned(dir);
        await mkdir(incoming);
        await mkdir(sets, { recursive: true });
      } catch (error) {
        throw targetFault(error, dir);
      }
      return {
        dir: incoming,
        async finish(manifest) {
          const name = `${manifest.takenAt.replaceAll(/[:.]/g, '-')}-${manifest.id}`;
          const text = JSON.stringify(manifest);
          try {
            await writeFile(
              path.join(incoming, 'manifest.json'),
              JSON.stringify({ manifest: text, mac: sealer.keyedHash(text) }),
              { flush: true },
            );
            await syncPlace(incoming);
            await rename(incoming, path.join(sets, name));
            await syncPlace(sets);
          } catch (error) {
            throw targetFault(error, dir);
          }
          return name;
        },
        abandon: () => rm(incoming, { recursive: true, force: true }).catch(() => undefined),
      };
    },
    async list() {
      const names = await readdir(sets).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw targetFault(error, dir);
      });
      const listed = names
        .sort()
        .reverse()
        .map(async (name): Promise<ListedSet> => {
          try {
            return { name, manifest: await readManifest(name) };
          } catch (error) {
            if (error instanceof BackupFault) return { name, fault: error };
            throw error;
          }
        });
      return Promise.all(listed);
    },
    async check(name, manifest) {
      for (const expected of [manifest.database, manifest.files.list])
        await checkFile(fileOf(name, expected.name), expected);
    },
    async keepFile(sha256, bytes, recipient) {
      const place = storedFile(sha256);
      try {
        await stat(dir);
        const there = await sizeIfThere(place);
        if (there !== undefined) return { added: false, sizeBytes: there };
        await mkdir(path.dirname(place), { recursive: true });
        const incoming = path.join(dir, `incoming-${newId()}`);
        try {
          const { sizeBytes } = await encryptToFile(Readable.from([await bytes()]), incoming, recipient);
          await rename(incoming, place);
          await syncPlace(path.dirname(place));
          return { added: true, sizeBytes };
        } finally {
          await rm(incoming, { force: true });
        }
      } catch (error) {
        throw targetFault(error, dir);
      }
    },
    async remove(name) {
      // First it stops being a set, then its files go.
      await rm(fileOf(name, 'manifest.json'), { force: true });
      await rm(path.join(sets, name), { recursive: true, force: true });
    },
    async copyFrom(source, name, manifest) {
      const isHere = await readManifest(name)
        .then(() => target.check(name, manifest))
        .then(
          () => true,
          () => false,
        );
      if (isHere) return;
      // Left behind half, or damaged since.
      await target.remove(name);
      const incoming = await target.open();
      try {
        for (const { name: file } of [manifest.database, manifest.files.list])
          await copyWhole(source.fileOf(name, file), path.join(incoming.dir, file), dir);
        await incoming.finish(manifest);
      } finally {
        await incoming.abandon();
      }
    },
  };
  return target;
}

async function copyWhole(from: string, to: string, dir: string): Promise<void> {
  try {
    await copyFile(from, to);
    await syncPlace(to);
  } catch (error) {
    throw targetFault(error, dir);
  }
}

function openManifest(name: string, text: string, sealer: Pick<Sealer, 'keyedHash'>): BackupManifest {
  const signed = parse(name, text, signedManifestSchema);
  if (sealer.keyedHash(signed.manifest) !== signed.mac)
    throw new BackupFault('BACKUP_FOREIGN', `The set ${name} was not written, or was changed, by this installation.`);
  // Signed by us: what does not fit now was written by another version of ours.
  const { format } = parse(name, signed.manifest, z.looseObject({ format: z.number() }));
  if (format !== BACKUP_FORMAT)
    throw new BackupFault(
      'BACKUP_VERSION_UNKNOWN',
      `The set ${name} has format ${format}; this version reads format ${BACKUP_FORMAT}.`,
    );
  return parse(name, signed.manifest, backupManifestSchema);
}

function parse<T>(name: string, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupFault('BACKUP_CORRUPT', `The manifest of the set ${name} cannot be read.`, { cause: error });
  }
}

async function checkFile(file: string, expected: WrittenFile): Promise<void> {
  const found = await measureFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw targetFault(error, path.dirname(file));
  });
  if (found?.sizeBytes === expected.sizeBytes && found.sha256 === expected.sha256) return;
  const what = found === undefined ? 'is not there' : found.sizeBytes < expected.sizeBytes ? 'was cut' : 'was changed';
  throw new BackupFault('BACKUP_CORRUPT', `The file ${path.basename(file)} of the backup ${what}.`);
}

async function removeAbandoned(dir: string): Promise<void> {
  for (const name of (await readdir(dir)).filter((entry) => INCOMING.test(entry))) {
    const place = path.join(dir, name);
    const { mtimeMs } = await stat(place);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(place, { recursive: true, force: true });
  }
}

async function sizeIfThere(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function syncPlace(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
