import { createHash } from 'node:crypto';
import type { JsonValue } from '../../domain/json';
import { canonicalJson } from './canonical-json';

/** An entry as it stands in the log. */
export interface StoredEntry {
  readonly id: string;
  /** In the order of writing. */
  readonly serial: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly unitId: string | null;
  readonly detail: JsonValue;
  readonly address: string | null;
}

/** `select` list of a stored entry `e`. */
export const ENTRY_COLUMNS = `e.id, e.serial::text as serial, e.at, e.actor, e.action, e.subject_type as "subjectType",
  e.subject_id as "subjectId", e.unit_id as "unitId", e.detail, e.address`;

/** Stands before the first entry. */
export const NO_HASH = Buffer.alloc(32);

/** sha256(hash of the entry before ‖ canonical JSON of this one with its number in the chain). */
export function hashEntry(previous: Buffer, number: number, entry: StoredEntry): Buffer {
  const text = canonicalJson({ ...entry, at: entry.at.toISOString(), number });
  return createHash('sha256').update(previous).update(text, 'utf8').digest();
}
