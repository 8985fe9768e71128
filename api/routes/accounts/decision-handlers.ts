import type { z } from 'zod';
import type { issueSchema, leakByNameSchema, noteOnlySchema, reasonSchema } from '../../../contracts/account.schema';
import { hashPassword } from '../../../db/password';
import { findAccountTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import type { CaseCommandContext } from '../../perform-case-command';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { stateOf } from './account-case';
import { judgeProjectOf } from './contractor-project';
import { send, shown, type OnAccount } from './request-handlers';
import { reserveUsername } from './usernames';

/** Commands that decide without a word. */
type Plain = 'checkPerson' | 'approveAccount' | 'approveRights' | 'approveUnlock';
/** Commands that have to say why. */
type Reasoned = 'refuseAccount' | 'refuseRights' | 'refuseUnlock' | 'closeAccount';

export function decide(type: Plain) {
  return async (context: OnAccount): Promise<Answer> => {
    // Checking who somebody is lets nobody work yet.
    if (type !== 'checkPerson') await judgeProjectOf(context.services, context.target);
    return shown(context.target, await send(context, { type }));
  };
}

export function decideWithReason(type: Reasoned) {
  return async (context: OnAccount & { readonly body: z.output<typeof reasonSchema> }): Promise<Answer> =>
    shown(context.target, await send(context, { type }, { payload: { reason: context.body.reason } }));
}

/** A7.3b: by anybody, at once; the account's sessions are over when this is answered. */
export async function reportLeak(
  context: OnAccount & { readonly body: z.output<typeof noteOnlySchema> },
): Promise<Answer> {
  const { target, body } = context;
  const texts = body?.note === undefined ? undefined : { payload: { note: body.note } };
  return shown(target, await send(context, { type: 'reportLeak' }, texts));
}

/** @throws ApiRefusal ACCOUNT_NOT_FOUND */
export async function reportLeakByName(
  context: CaseCommandContext & { readonly body: z.output<typeof leakByNameSchema> },
): Promise<Answer> {
  const { services, body } = context;
  const account = await services.accounts.findAccountByUsername(body.username.toLowerCase());
  const target = account && (await findAccountTarget(services.pool, account.id));
  if (!target) throw new ApiRefusal('ACCOUNT_NOT_FOUND', 'There is no account of that name.');
  return reportLeak({ ...context, target, checkVersion: () => undefined, body });
}

/** The owner’s own, one click in his menu. */
export async function reportOwnLeak(
  context: CaseCommandContext & { readonly body: z.output<typeof noteOnlySchema> },
): Promise<Answer> {
  const target = await findAccountTarget(context.services.pool, context.session.accountId);
  if (!target) throw new ApiRefusal('ACCOUNT_NOT_FOUND', 'There is no such account.');
  return reportLeak({ ...context, target, checkVersion: () => undefined });
}

/**
 * Gives out the one-time secret, told to the administrator who issues it and to nobody else. It is derived from the request, so
 * that the same request tells the same again; kept is its argon2id hash only.
 * @throws ApiRefusal USERNAME_TAKEN, and what the case refuses
 */
export async function issueSecret(
  context: OnAccount & { readonly body: z.output<typeof issueSchema> },
): Promise<Answer> {
  const { services, target, body, idempotency } = context;
  await judgeProjectOf(services, target);
  const identity = await readIdentity(services, context);
  const username = target.username ?? body.username ?? identity.username;
  const releaseUsername = await reserveUsername(services.pool, username, target.id);
  const secret = readable(services.sealer.keyedHash(`one-time secret ${target.id} ${idempotency.requestKey}`));
  const payload = { ...identity, username, passwordHash: await hashPassword(secret) };
  try {
    const answer = await send(context, { type: 'issueSecret' }, { payload });
    const changeBy = await readChangeBy(services, target.id, idempotency.requestKey);
    return shown(target, answer, { username, secret, changeBy });
  } catch (error) {
    await releaseUsername();
    throw error;
  }
}

/** How the account is to be called: as it is called already, or as it was asked for. */
async function readIdentity(
  { pool }: Services,
  { target }: OnAccount,
): Promise<{ readonly username: string; readonly email: string; readonly title: string }> {
  const { rows } = await pool.query<{ username: string; email: string; title: string }>(
    `select username, email, title from account where id = $1
     union all
     select payload ->> 'username', payload ->> 'email', payload ->> 'title' from case_submission
     where id = $2 and case_id = $1 and payload ? 'username'
     limit 1`,
    [target.id, stateOf(target).data.pending?.submission ?? null],
  );
  const [identity] = rows;
  if (!identity) throw new ApiRefusal('ACTION_NOT_ALLOWED', 'Nothing was asked for that could be issued.');
  return identity;
}

async function readChangeBy({ pool }: Services, accountId: string, requestKey: string): Promise<Date> {
  const { rows } = await pool.query<{ changeBy: number }>(
    `select (e.event -> 'event' ->> 'changeBy')::float8 as "changeBy" from case_event c, jsonb_array_elements(c.events) as e(event)
     where c.case_id = $1 and c.request_key = $2 and e.event -> 'event' ->> 'type' = 'SecretIssued'`,
    [accountId, requestKey],
  );
  const [issued] = rows;
  if (!issued) throw new Error('the issue was not written');
  return new Date(issued.changeBy);
}

/** Letters and digits nobody takes for one another (Crockford), in groups: 100 bits, to be typed once. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

function readable(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  const letters = Array.from({ length: GROUPS * GROUP_LENGTH }, (_, place) => ALPHABET[(bytes[place] ?? 0) & 31]);
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}
