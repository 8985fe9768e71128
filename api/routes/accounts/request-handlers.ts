import { boundToPerson } from '../../../db/sealed-columns';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type {
  departureSchema,
  newAccountSchema,
  rightsRequestSchema,
  unlockRequestSchema,
  writtenRequestSchema,
} from '../../../contracts/account.schema';
import { surplusDuties } from '../../../domain/access/duties';
import type { AccountCommand } from '../../../domain/accounts/account-command';
import type { CaseAnswer } from '../../../domain/cases/case-state';
import type { AccountTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { performCaseCommand, type CaseCommandContext } from '../../perform-case-command';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { adoptAccount, judgeRequest, versionAfter } from './account-case';
import { judgeContractor, judgeProjectOf } from './contractor-project';
import { reserveUsername } from './usernames';

export type OnAccount = CaseCommandContext & {
  readonly target: AccountTarget;
  readonly checkVersion: () => number | undefined;
};
type Asked<Body extends z.ZodType> = OnAccount & { readonly body: z.output<Body> };

/**
 * A7.1a: the head of a unit asks in writing for an account for a person. Who the person is stays in the database, the number
 * of the identity card sealed; the workflow of the person's one account (A7.1c) decides whether there may be one.
 * @throws ApiRefusal ACCOUNT_PERSON_ALREADY_HAS_ONE, USERNAME_TAKEN, UNIT_NOT_FOUND, and what `judgeRequest` and
 *   `judgeContractor` refuse
 */
export async function requestAccount(
  context: CaseCommandContext & { readonly body: z.output<typeof newAccountSchema> },
): Promise<Answer> {
  const { services, session, body, idempotency } = context;
  const {
    unitId,
    position,
    duties,
    projectId,
    nationalId,
    fullName,
    birthDate,
    username,
    email,
    title,
    document,
    note,
  } = body;
  const { byId } = await services.units.current();
  if (!byId.has(unitId)) throw new ApiRefusal('UNIT_NOT_FOUND', 'There is no such unit.');
  await judgeRequest(services, session, unitId, duties);
  requireDocument(document);
  await judgeContractor(services, { unitId, projectId, duties });
  const personId = await findOrEnterPerson(services, { nationalId, fullName, birthDate });
  const releaseUsername = await reserveUsername(services.pool, username, personId);
  const command = {
    ...{ type: 'requestAccount' as const, unitId, position, duties },
    ...(projectId === undefined ? {} : { projectId }),
  };
  const payload = { fullName, birthDate, username, email, title, document: lettersOf(document), note };
  // Without the key, nobody finds out the number by trying numbers out on the fingerprint.
  const fingerprint = services.sealer.keyedHash(`request ${idempotency.fingerprint}`);
  try {
    const answer = await performCaseCommand<AccountCommand>(
      { ...context, idempotency: { ...idempotency, fingerprint } },
      { kind: 'account', id: personId, begin: true },
      command,
      { payload, fileIds: document.fileIds },
    );
    const surplus = surplusDuties(position, duties);
    return { status: 201, version: answer.seq, body: { id: personId, ...answer, surplus } };
  } catch (error) {
    await releaseUsername();
    throw error;
  }
}

/** A7.1đ: other duties than before, all of them named. */
export async function requestRights(context: Asked<typeof rightsRequestSchema>): Promise<Answer> {
  const { services, session, target, body } = context;
  const { position, duties, document, note } = body;
  await judgeRequest(services, session, target.unitId, duties);
  requireDocument(document);
  await judgeProjectOf(services, target, duties);
  const command = { type: 'requestRights' as const, position, duties };
  const answer = await send(context, command, { payload: { document: lettersOf(document), note }, document });
  return shown(target, answer, { surplus: surplusDuties(position, duties) });
}

export async function requestUnlock(context: Asked<typeof unlockRequestSchema>): Promise<Answer> {
  const { services, session, target, body } = context;
  await judgeRequest(services, session, target.unitId, []);
  requireDocument(body.document);
  await judgeProjectOf(services, target);
  const payload = { document: lettersOf(body.document), note: body.note };
  const command = { type: 'requestUnlock' as const, renewSecondFactor: body.renewSecondFactor === true };
  return shown(target, await send(context, command, { payload, document: body.document }));
}

/** A7.3 end: the head tells in writing that somebody leaves or goes elsewhere. */
export async function noticeDeparture(context: Asked<typeof departureSchema>): Promise<Answer> {
  const { services, session, target, body } = context;
  await judgeRequest(services, session, target.unitId, []);
  requireDocument(body.document);
  const payload = { document: lettersOf(body.document), note: body.note };
  const command = { type: 'noticeDeparture' as const, on: body.on };
  return shown(target, await send(context, command, { payload, document: body.document }));
}

export async function withdrawDeparture(context: OnAccount): Promise<Answer> {
  const { services, session, target } = context;
  await judgeRequest(services, session, target.unitId, []);
  return shown(target, await send(context, { type: 'withdrawDeparture' }));
}

type Letter = z.output<typeof writtenRequestSchema>;
type AccountCommandBody = Parameters<typeof performCaseCommand<AccountCommand>>[2];

/** Sends a command to an account's case; an account that has none gets it first. */
export async function send(
  context: OnAccount,
  command: AccountCommandBody,
  texts?: { readonly payload: Readonly<Record<string, unknown>>; readonly document?: Letter },
): Promise<CaseAnswer> {
  const { services, target } = context;
  const adopted = await adoptAccount(services, target);
  return performCaseCommand<AccountCommand>(
    { ...context, checkVersion: versionAfter(adopted, context.checkVersion) },
    { kind: 'account', id: target.id },
    command,
    texts && { payload: texts.payload, fileIds: texts.document?.fileIds },
  );
}

export function shown({ id }: AccountTarget, answer: CaseAnswer, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { version: answer.seq, body: { id, ...answer, ...more } };
}

/** @throws ApiRefusal DOCUMENT_REQUIRED */
function requireDocument({ fileIds }: Letter): void {
  if (fileIds.length === 0) throw new ApiRefusal('DOCUMENT_REQUIRED', 'Attach the letter of the head of the unit.');
}

function lettersOf({ number, date }: Letter) {
  return { number, date };
}

/** A7.1b: the person with this number, entered at the first request. */
async function findOrEnterPerson(
  { pool, sealer }: Services,
  person: { readonly nationalId: string; readonly fullName: string; readonly birthDate: string },
): Promise<string> {
  const { nationalId, fullName, birthDate } = person;
  const hash = sealer.keyedHash(`national id ${nationalId}`);
  const id = randomUUID();
  await pool.query(
    `insert into person (id, full_name, birth_date, national_id_sealed, national_id_hash) values ($1, $2, $3, $4, $5)
     on conflict (national_id_hash) do nothing`,
    [id, fullName, birthDate, sealer.seal(nationalId, boundToPerson(id)), hash],
  );
  const { rows } = await pool.query<{ id: string }>('select id from person where national_id_hash = $1', [hash]);
  const [found] = rows;
  if (!found) throw new Error('the person was not written');
  return found.id;
}
