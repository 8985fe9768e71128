import { createHash } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { CONTENT_PREFIXES, REFERENCE_PREFIX, referenceTo, type ContentReference } from '../../contracts/content';

/** Where contents are kept: append-only, by SHA-256 of their JSON text. */
export interface ContentStore {
  read(hash: string): Promise<string | undefined>;
  write(hash: string, body: string): Promise<void>;
}

export function hashContent(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * Claim check for contents shared by many workflows (ADR 0004). Outwards, a content becomes a reference of 100 bytes;
 * inwards (on a worker) a reference becomes the content. Everything else passes unchanged, so histories stay readable.
 */
export class ContentCodec implements PayloadCodec {
  private readonly cache = new Map<string, Promise<Uint8Array>>();
  private readonly known = new Set<string>();

  constructor(private readonly store: ContentStore) {}

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.encodeOne(payload)));
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.decodeOne(payload)));
  }

  private async encodeOne(payload: Payload): Promise<Payload> {
    if (!startsWith(payload.data, CONTENT_PREFIXES)) return payload;
    const body = Buffer.from(payload.data ?? []).toString('utf8');
    const hash = hashContent(body);
    if (!this.known.has(hash)) {
      await this.store.write(hash, body);
      this.known.add(hash);
    }
    return { ...payload, data: Buffer.from(JSON.stringify(referenceTo(hash))) };
  }

  private async decodeOne(payload: Payload): Promise<Payload> {
    if (!startsWith(payload.data, [REFERENCE_PREFIX])) return payload;
    const { hash } = JSON.parse(Buffer.from(payload.data ?? []).toString('utf8')) as ContentReference;
    return { ...payload, data: await this.resolve(hash) };
  }

  private resolve(hash: string): Promise<Uint8Array> {
    const cached = this.cache.get(hash);
    if (cached) return cached;
    const read = this.load(hash);
    this.cache.set(hash, read);
    read.catch(() => this.cache.delete(hash)); // the next task tries again
    return read;
  }

  private async load(hash: string): Promise<Uint8Array> {
    const body = await this.store.read(hash);
    if (body === undefined) throw new Error(`content ${hash} is not stored`);
    if (hashContent(body) !== hash) throw new Error(`content ${hash} is damaged`);
    this.known.add(hash);
    return Buffer.from(body);
  }
}

function startsWith(data: Uint8Array | null | undefined, prefixes: readonly string[]): boolean {
  if (!data || data.length < REFERENCE_PREFIX.length) return false; // an absent value is not even a byte array
  const head = Buffer.from(data.slice(0, 40)).toString('utf8');
  return prefixes.some((prefix) => head.startsWith(prefix));
}
