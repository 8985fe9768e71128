import type { Request } from 'express';
import type { z } from 'zod';
import type { newDelegationSchema } from '../../../contracts/delegation.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { localDateOf } from '../../../domain/clock/instant';
import { inTransaction } from '../../../db/transaction';
import type { Answer, Idempotency } from '../../http/route';
import { reserveRequest, uuidFrom } from '../../idempotency';
import { noteAct } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import {
  endDelegation,
  findDelegation,
  insertDelegation,
  listColleagues,
  listDelegations,
  type DelegationRow,
} from './queries';

interface Own {
  readonly services: Services;
  readonly session: Session;
  readonly request: Request;
}

export async function showDelegations({ services, session }: Own): Promise<Answer> {
  const { pool } = services;
  const [rows, colleagues] = await Promise.all([
    listDelegations(pool, session.accountId),
    listColleagues(pool, session.accountId),
  ]);
  return { body: { items: rows.map((row) => describe(row, today(services))), colleagues } };
}

export async function createDelegation(
  context: Own & { readonly body: z.output<typeof newDelegationSchema>; readonly idempotency: Idempotency },
): Promise<Answer> {
  const { services, session, body, idempotency } = context;
  const { pool } = services;
  const { firstDay, lastDay, to } = body;
  const day = today(services);
  if (lastDay < firstDay || lastDay < day) {
    throw new ApiRefusal('DELEGATION_DAYS_INVALID', 'The last day is before the first day, or has passed.', {
      today: day,
    });
  }
  const colleagues = await listColleagues(pool, session.accountId);
  if (!colleagues.some(({ id }) => id === to)) {
    throw new ApiRefusal('ACCOUNT_NOT_FOUND', 'This person is not an active colleague of your unit.', {
      allowed: colleagues,
    });
  }
  const id = uuidFrom(`delegation ${idempotency.requestKey}`);
  await reserveRequest(pool, { accountId: session.accountId, ...idempotency });
  await inTransaction(pool, async (client) => {
    if (!(await insertDelegation(client, { ...body, id, from: session.accountId }))) return;
    const subject = { type: 'account', id: to };
    await noteAct(
      context,
      { action: 'delegation.create', subject, detail: { delegation: id, firstDay, lastDay } },
      client,
    );
  });
  return { status: 201, body: await shown(services, id) };
}

/** Only who gave it takes it back; what is over stays as it ended. */
export async function takeBackDelegation(context: Own & { readonly params: { readonly id: string } }): Promise<Answer> {
  const { services, session, params } = context;
  const found = await findDelegation(services.pool, params.id);
  if (found?.from.id !== session.accountId) {
    throw new ApiRefusal('DELEGATION_NOT_FOUND', 'You gave no such delegation.');
  }
  await inTransaction(services.pool, async (client) => {
    if (!(await endDelegation(client, params.id, services.now()))) return;
    const subject = { type: 'account', id: found.to.id };
    await noteAct(context, { action: 'delegation.end', subject, detail: { delegation: params.id } }, client);
  });
  return { body: await shown(services, params.id) };
}

async function shown(services: Services, id: string) {
  const row = await findDelegation(services.pool, id);
  if (!row) throw new Error('the delegation was not written');
  return describe(row, today(services));
}

function describe(row: DelegationRow, day: string) {
  const over = row.endedAt !== null || row.lastDay < day;
  return { ...row, state: over ? 'over' : row.firstDay > day ? 'planned' : 'active' };
}

function today(services: Services): string {
  return localDateOf(services.now().getTime());
}
