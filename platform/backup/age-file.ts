import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupFault } from './backup-fault';

/** A file as it was written: what it must still be when it is read. */
export interface WrittenFile {
  /** Of the file on the disk, encrypted, in bytes. */
  readonly sizeBytes: number;
  /** Of the file on the disk, lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes a stream to a new file, encrypted for `recipient` in chunks that are each authenticated (age v1). When it returns the
 * bytes survive a power cut.
 * @throws the error of the source or of the file system; the file may then be there in part
 */
export async function encryptToFile(source: Readable, file: string, recipient: string): Promise<WrittenFile> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(Readable.toWeb(source) as globalThis.ReadableStream<Uint8Array>);
  const meter = measure();
  await pipeline(
    Readable.fromWeb(sealed as ReadableStream<Uint8Array>),
    meter.stream,
    createWriteStream(file, { flags: 'wx', mode: 0o640 }),
  );
  await syncFile(file);
  return meter.result();
}

/** Reads a whole file and says what it is now. */
export async function measureFile(file: string): Promise<WrittenFile> {
  const meter = measure();
  await pipeline(createReadStream(file), meter.stream.resume());
  return meter.result();
}

/**
 * Opens an encrypted file. Each chunk is authentic when it comes out; a cut or changed file ends the stream with an error, so
 * nothing that matters may happen before the stream has ended well.
 * @throws BackupFault `BACKUP_FOREIGN` when none of our keys opens it, `BACKUP_CORRUPT` when it is no such file
 */
export async function decryptFile(file: string, identities: readonly string[]): Promise<Readable> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const source = createReadStream(file);
  try {
    const opened = await decrypter.decrypt(Readable.toWeb(source) as globalThis.ReadableStream<Uint8Array>);
    return Readable.fromWeb(opened as ReadableStream<Uint8Array>);
  } catch (error) {
    source.destroy();
    const foreign = error instanceof Error && /no identity matched/i.test(error.message);
    throw foreign
      ? new BackupFault('BACKUP_FOREIGN', 'None of the keys of this installation opens this backup.', { cause: error })
      : new BackupFault('BACKUP_CORRUPT', 'This is not an encrypted backup file, or its beginning is damaged.', {
          cause: error,
        });
  }
}

function measure() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: (): WrittenFile => ({ sizeBytes, sha256: hash.digest('hex') }) };
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
