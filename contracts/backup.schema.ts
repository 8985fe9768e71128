import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();

/** What one table held at the instant of the backup. */
const tableContent = z.strictObject({
  rows: z.number().int().nonnegative(),
  /** Sum of the hashes of all rows, as a decimal number: the same rows in any order give the same sum. */
  checksum: z.string().regex(/^-?\d+$/),
});

/** Where a row of what is backed up lies and what it must be, encrypted, on the disk. */
const writtenFile = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
  sizeBytes: z.number().int().positive(),
  sha256,
});

/** The format this version writes; another one is refused, never guessed at. */
export const BACKUP_FORMAT = 1;

/** What a backup set says of itself (A18.1a: integrity): written last, so a set without it is not one. */
export const backupManifestSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  id: z.uuid(),
  /** The database it is of: another installation's set is never restored here by mistake. */
  installation: z.uuid(),
  /** What it holds is what was committed at this instant. */
  takenAt: instant,
  finishedAt: instant,
  applicationVersion: z.string().min(1),
  /** The newest migration, e.g. `0027_backup.sql`. */
  schemaVersion: z.string().min(1),
  /** Major version of the PostgreSQL it was taken from. */
  postgresMajor: z.number().int().min(15),
  database: writtenFile,
  tables: z.record(z.string(), tableContent),
  /** Stored papers and scans, each kept once at the target by its SHA-256; `list` names them. */
  files: z.strictObject({
    list: writtenFile,
    count: z.number().int().nonnegative(),
    sizeBytes: z.number().int().nonnegative(),
    /** How many of them were new at this target. */
    added: z.number().int().nonnegative(),
  }),
});

export type BackupManifest = z.infer<typeof backupManifestSchema>;
export type TableContents = BackupManifest['tables'];

/** The file `manifest.json`: the manifest's text, word for word, and the installation's keyed hash of it. */
export const signedManifestSchema = z.strictObject({ manifest: z.string(), mac: sha256 });
