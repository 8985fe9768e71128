import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * The keys of an installation. `ring` opens everything that was ever sealed, its first key seals what is new; `hash` is a key
 * of its own, which never changes: a keyed hash is what rows are found by.
 */
export interface DataKeys {
  readonly ring: readonly { readonly id: string; readonly key: Buffer }[];
  readonly hash: Buffer;
}

export interface Sealer {
  /**
   * AES-256-GCM under the ring's first key; the id of the key stands in front.
   * @param bound what the text belongs to, e.g. an account's id: sealed text moved to another row does not open there
   */
  seal(text: string, bound?: string): string;
  /** @throws SealBroken for text that was changed, belongs elsewhere, or whose key is not in the ring */
  open(sealed: string, bound?: string): string;
  /** Whether another key than the ring's first one sealed it: time to seal it anew. */
  isOld(sealed: string): boolean;
  /** HMAC-SHA-256 in hexadecimal: the same text gives the same hash here, and nobody without the key can try texts out. */
  keyedHash(text: string): string;
}

/** A fault: what was stored cannot be opened. Tells nothing of the text. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** One key of the ring, or the one named `hash`: `<id>:<64 hexadecimal digits>`. */
const KEY_PATTERN = /^([a-z0-9][a-z0-9-]{0,31}):([0-9a-fA-F]{64})$/;
const HASH_KEY_ID = 'hash';
const VERSION = 's1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads `SODO_DATA_KEYS`: keys separated by commas or white space, the newest first, and one named `hash`, e.g.
 * `2027:<64 hex> 2026:<64 hex> hash:<64 hex>`.
 * @returns `undefined` when the text is not that
 */
export function parseDataKeys(text: string): DataKeys | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const keys = parts.map((part) => KEY_PATTERN.exec(part));
  const known = new Map<string, Buffer>();
  for (const key of keys) {
    const [, id, hex] = key ?? [];
    if (id === undefined || hex === undefined || known.has(id)) return undefined;
    known.set(id, Buffer.from(hex, 'hex'));
  }
  const hash = known.get(HASH_KEY_ID);
  known.delete(HASH_KEY_ID);
  const ring = [...known].map(([id, key]) => ({ id, key }));
  return hash && ring.length > 0 ? { ring, hash } : undefined;
}

/** @throws Error when the text is no set of keys; it is not repeated */
export function readDataKeys(text: string): DataKeys {
  const keys = parseDataKeys(text);
  if (!keys) throw new Error('these are no data keys');
  return keys;
}

/** Keeps what must be readable later (secrets of second factors, national ids) unreadable to whoever has only the database. */
export function createSealer({ ring, hash }: DataKeys): Sealer {
  const [current] = ring;
  if (!current) throw new Error('a sealer needs a key');
  const byId = new Map(ring.map(({ id, key }) => [id, key]));
  return {
    seal(text, bound = '') {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key, nonce);
      cipher.setAAD(boundBytes(current.id, bound));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${current.id}.${body.toString('base64url')}`;
    },

    open(sealed, bound = '') {
      const [version, id = '', coded = '', ...more] = sealed.split('.');
      const key = byId.get(id);
      const body = Buffer.from(coded, 'base64url');
      if (version !== VERSION || more.length > 0 || body.length < NONCE_BYTES + TAG_BYTES)
        throw new SealBroken('this is no sealed text');
      if (!key) throw new SealBroken(`the key ${id.slice(0, 32)} is not in the ring`);
      const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(boundBytes(id, bound));
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        throw new SealBroken('the sealed text was changed or belongs elsewhere');
      }
    },

    isOld: (sealed) => sealed.split('.')[1] !== current.id,

    keyedHash: (text) => createHmac('sha256', hash).update(text, 'utf8').digest('hex'),
  };
}

function boundBytes(id: string, bound: string): Buffer {
  return Buffer.from(`${VERSION}.${id}.${bound}`, 'utf8');
}
