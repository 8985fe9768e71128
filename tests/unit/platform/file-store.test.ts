import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createFileStore, FileStoreFault, type FileStore } from '../../../platform/file-store';

let dir: string;
let store: FileStore;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'sodo-store-'));
  store = createFileStore(dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const placeOf = (hash: string) => path.join(dir, hash.slice(0, 2), hash.slice(2, 4), hash);
const listFiles = () =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('file store', () => {
  it('property: what was put comes back under its SHA-256', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
        const hash = await store.put(bytes);
        expect(hash).toBe(sha256(bytes));
        expect(Buffer.compare(await store.read(hash, bytes.length), bytes)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a file in two levels of folders', async () => {
    const hash = await store.put(Buffer.from('Giấy tiếp nhận'));
    expect(existsSync(placeOf(hash))).toBe(true);
  });

  it('given the same bytes twenty times at once and once more, then there is one file, written once', async () => {
    const bytes = randomBytes(100_000);
    const other = createFileStore(dir);
    const hashes = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).put(bytes)));
    expect(new Set(hashes)).toEqual(new Set([sha256(bytes)]));
    expect(listFiles()).toEqual([sha256(bytes)]);
    const written = statSync(placeOf(sha256(bytes))).mtimeMs;
    await store.put(bytes);
    expect(statSync(placeOf(sha256(bytes))).mtimeMs).toBe(written);
  });

  it.each<[string, (file: string) => void]>([
    ['cut off', (file) => truncateSync(file, 3)],
    ['changed in one byte', (file) => writeFileSync(file, 'Xest')],
  ])('a file that was %s is a fault, and is mended by who brings it again', async (_how, damage) => {
    const hash = await store.put(Buffer.from('Test'));
    const file = placeOf(hash);
    chmodSync(file, 0o600);
    damage(file);
    await expect(store.read(hash)).rejects.toMatchObject({ code: 'FILE_DAMAGED', sha256: hash });
    await expect(store.read(hash)).rejects.toBeInstanceOf(FileStoreFault);
    await store.put(Buffer.from('Test'));
    expect((await store.read(hash)).toString()).toBe('Test');
  });

  it('a length other than the database remembers is a fault', async () => {
    const hash = await store.put(Buffer.from('Test'));
    await expect(store.read(hash, 5)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('a file that is not there is a fault of its own', async () => {
    await expect(store.read('a'.repeat(64))).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it.each(['../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63), ''])('"%s" is no name of a file', async (name) => {
    await expect(store.read(name)).rejects.toThrow(RangeError);
  });

  it("what a killed writer left behind is in nobody's way", async () => {
    writeFileSync(path.join(dir, 'incoming-left-behind'), 'half');
    const hash = await store.put(Buffer.from('whole'));
    expect((await store.read(hash)).toString()).toBe('whole');
  });

  it('when the disk refuses, nothing is left and the error is told', async () => {
    const bytes = Buffer.from('Test');
    writeFileSync(path.join(dir, sha256(bytes).slice(0, 2)), 'a file where the folder should be');
    await expect(store.put(bytes)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(listFiles()).toEqual([sha256(bytes).slice(0, 2)]);
  });
});
