import type { Pool } from 'pg';
import type { Session } from '../db/repositories/session-repository';
import { inTransaction } from '../db/transaction';
import type { CaseAnswer, CaseCommand, CaseKind } from '../domain/cases/case-state';
import { derivedUuid } from '../platform/derived-uuid';
import type { Answer, Idempotency } from './http/route';
import { onceUnderKey } from './idempotency';
import { ApiRefusal } from './problem-details';
import type { Services } from './services';

export interface CaseCommandContext {
  readonly services: Services;
  readonly session: Session;
  readonly idempotency: Idempotency;
  /** `If-Match` of the request, when it names one thing (`api/http/route.ts`). */
  readonly checkVersion?: () => number | undefined;
}

/** A command as a handler words it: who asks and under which key is added here. */
export type PersonCaseCommand<Command extends CaseCommand> = Command extends unknown
  ? Omit<Command, 'requestKey' | 'actor' | 'submission' | 'expectedSeq'>
  : never;

export interface CaseTexts {
  readonly payload: Readonly<Record<string, unknown>>;
  /** Uploaded before by the same person; they belong to the case once the step is carried out. */
  readonly fileIds?: readonly string[];
}

/**
 * Carries out a person's command on a case. Texts and files are stored first under the request key; a refused command leaves
 * nothing of them.
 * @throws ApiRefusal FILE_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, VERSION_CONFLICT, and what the case refuses
 */
export async function performCaseCommand<Command extends CaseCommand>(
  context: CaseCommandContext,
  target: { readonly kind: CaseKind; readonly id: string; readonly begin?: boolean },
  command: PersonCaseCommand<Command>,
  texts?: CaseTexts,
): Promise<CaseAnswer> {
  const { services, session, idempotency } = context;
  const { requestKey, key, fingerprint } = idempotency;
  const { accountId } = session;
  return onceUnderKey(services.pool, { accountId, key, fingerprint }, undefined, async (first) => {
    // What was done is not judged again on the version it made.
    const isDone = !first && (await isCarriedOut(services.pool, target.id, requestKey));
    const expectedSeq = isDone ? undefined : context.checkVersion?.();
    if (texts) await storeTexts(services.pool, { id: requestKey, caseId: target.id, accountId }, command.type, texts);
    const whole: CaseCommand = {
      ...(command as unknown as CaseCommand),
      requestKey,
      actor: { id: accountId },
      ...(texts ? { submission: requestKey } : {}),
      ...(expectedSeq === undefined ? {} : { expectedSeq }),
    };
    return target.begin
      ? services.cases.begin(target.kind, target.id, whole)
      : services.cases.send(target.kind, target.id, whole);
  });
}

/** A step as a handler describes it: the command, and what of it stays in the database. */
export interface CaseStep<Command extends CaseCommand> {
  readonly command: PersonCaseCommand<Command>;
  readonly texts?: CaseTexts | undefined;
}

/** Carries out one step of a case that is there; answers where it stands then. */
export async function answerStep<Command extends CaseCommand>(
  context: CaseCommandContext & { readonly target: { readonly id: string } },
  kind: CaseKind,
  { command, texts }: CaseStep<Command>,
): Promise<Answer> {
  const { id } = context.target;
  const answer = await performCaseCommand<Command>(context, { kind, id }, command, texts);
  return { version: answer.seq, body: { id, ...answer } };
}

/** Begins a case with its first step. Its id comes from the request (`name`), so that a repeated one is the same case. */
export async function answerBeginning<Command extends CaseCommand>(
  context: CaseCommandContext,
  { kind, name }: { readonly kind: CaseKind; readonly name: string },
  { command, texts }: CaseStep<Command>,
): Promise<Answer> {
  const id = derivedUuid(`${name} ${context.idempotency.requestKey}`);
  const answer = await performCaseCommand<Command>(context, { kind, id, begin: true }, command, texts);
  return { status: 201, version: answer.seq, body: { id, ...answer } };
}

async function isCarriedOut(pool: Pool, caseId: string, requestKey: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from case_event where case_id = $1 and request_key = $2', [
    caseId,
    requestKey,
  ]);
  return rowCount !== 0;
}

async function storeTexts(
  pool: Pool,
  submission: { readonly id: string; readonly caseId: string; readonly accountId: string },
  command: string,
  { payload, fileIds = [] }: CaseTexts,
): Promise<void> {
  const { id, caseId, accountId } = submission;
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into case_submission (id, case_id, command, payload, created_by) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing`,
      [id, caseId, command, JSON.stringify(payload), accountId],
    );
    if (fileIds.length === 0) return;
    const { rowCount } = await client.query(
      `update case_file set submission_id = $1
       where id = any($2) and uploaded_by = $3 and (case_id is null or submission_id = $1)`,
      [id, fileIds, accountId],
    );
    if (rowCount !== new Set(fileIds).size)
      throw new ApiRefusal('FILE_NOT_FOUND', 'A file named by the request was not uploaded, or is used already.');
  });
}
