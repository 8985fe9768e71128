import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { Refusal } from '../domain/refusal';
import { ApiRefusal } from './problem-details';

/** What a request does beside its step: texts and form data that the step's commit applies. */
export interface Submission {
  readonly dossierId: string;
  readonly kind: string;
  readonly payload: unknown;
}

export interface ReservedRequest {
  readonly accountId: string;
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * One statement: takes the key and stores the texts, or counts one more sender of the same request. Whoever comes second at
 * the same moment waits for the first. No row: the key belongs to another request.
 */
const reserveSql = `
with taken as (
  insert into idempotent_request as known (account_id, key, fingerprint) values ($1, $2, $3)
  on conflict (account_id, key) do update set senders = known.senders + 1 where known.fingerprint = excluded.fingerprint
  returning senders
), stored as (
  insert into submission (id, dossier_id, kind, payload, created_by)
  select $4, $5::uuid, $6, $7::jsonb, $8 from taken where $5::uuid is not null
  on conflict (id) do nothing
)
select senders from taken`;
/** Texts and key go together: whoever takes the key anew stores the texts anew. */
const forgetSql = `
with gone as (
  delete from idempotent_request where account_id = $1 and key = $2 and senders = 0 returning 1
), texts_of_case as (
  delete from case_submission where id = $3 and applied_seq is null and exists (select from gone)
)
delete from submission where id = $3 and applied_seq is null and exists (select from gone)`;

const KEY_PATTERN = /^[A-Za-z0-9._:-]{8,128}$/;

/** @throws ApiRefusal IDEMPOTENCY_KEY_REQUIRED */
export function readIdempotencyKey(header: string | undefined): string {
  if (header !== undefined && KEY_PATTERN.test(header)) return header;
  throw new ApiRefusal(
    'IDEMPOTENCY_KEY_REQUIRED',
    'Send a header Idempotency-Key with 8 to 128 letters, digits or . _ : - (a new UUID for each action).',
  );
}

/** Idempotency key of a person's command: no two accounts can meet on one. */
export function requestKeyOf(accountId: string, key: string): string {
  return `${accountId}:${key}`;
}

export function fingerprintOf(method: string, path: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(body) ?? ''}`)
    .digest('hex');
}

/**
 * Carries out a request under its key. Of a refused one nothing stays, neither key nor texts, unless the same request is
 * still under way elsewhere: then its texts may yet be needed.
 * @param work is told whether this request is the first with its key
 * @throws ApiRefusal IDEMPOTENCY_KEY_REUSED when the key was used for something else
 */
export async function onceUnderKey<T>(
  pool: Pool,
  request: ReservedRequest,
  submission: Submission | undefined,
  work: (first: boolean) => Promise<T>,
): Promise<T> {
  const first = await reserveRequest(pool, request, submission);
  try {
    return await work(first);
  } catch (error) {
    if (error instanceof Refusal) await releaseRequest(pool, request);
    throw error;
  }
}

/**
 * @returns whether this request is the first with its key
 * @throws ApiRefusal IDEMPOTENCY_KEY_REUSED when the key was used for something else
 */
export async function reserveRequest(pool: Pool, request: ReservedRequest, submission?: Submission): Promise<boolean> {
  const { accountId, key, fingerprint } = request;
  const { rows } = await pool.query<{ senders: number }>({
    name: 'reserve-request',
    text: reserveSql,
    values: [
      accountId,
      key,
      fingerprint,
      requestKeyOf(accountId, key),
      submission?.dossierId ?? null,
      submission?.kind ?? null,
      submission ? JSON.stringify(submission.payload) : null,
      accountId,
    ],
  });
  const [taken] = rows;
  if (taken) return taken.senders === 1;
  throw new ApiRefusal('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request; take a new one.');
}

async function releaseRequest(pool: Pool, { accountId, key }: ReservedRequest): Promise<void> {
  const { rows } = await pool.query<{ senders: number }>(
    'update idempotent_request set senders = senders - 1 where account_id = $1 and key = $2 returning senders',
    [accountId, key],
  );
  if (rows[0]?.senders === 0) await pool.query(forgetSql, [accountId, key, requestKeyOf(accountId, key)]);
}

/** A UUID that is the same for the same cause, so that a repeated creation finds what the first one made. */
export function uuidFrom(cause: string): string {
  const hex = createHash('sha256').update(cause).digest('hex');
  // Version 8 (custom), RFC 9562 §5.8.
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
