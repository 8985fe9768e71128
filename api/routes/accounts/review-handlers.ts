import type { Pool } from 'pg';
import type { z } from 'zod';
import type { AccountReview, accountReviewQuery } from '../../../contracts/account-review.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { DUTY_IDS, surplusDuties, type DutyId } from '../../../domain/access/duties';
import { reviewAccount } from '../../../domain/accounts/review-account';
import { MS_PER_DAY } from '../../../domain/clock/instant';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { DUTY_ACTS } from './duty-acts';
import { heldDuties, listAllAccounts, type AccountRow } from './queries';
import { unitsOf } from './read-handlers';

/** A7.1d: what of the accounts of my units nobody uses; a person decides what becomes of it. */
export async function showAccountReview({
  services,
  session,
  query,
}: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof accountReviewQuery>;
}): Promise<Answer> {
  return { body: await findReviewed(services, await unitsOf(services, session, query.unit)) };
}

/** Accounts of these units, each with what is proposed. */
export async function findReviewed(services: Services, unitIds: readonly string[] | 'all'): Promise<AccountReview> {
  const { pool, settings, units } = services;
  const now = services.now().getTime();
  const days = settings.dormantDays;
  const active = await listAllAccounts(pool, { units: unitIds, status: 'active' });
  const exercised = await readExercised(
    pool,
    active.filter(holdsSurplus).map(({ id }) => id),
    now - days * MS_PER_DAY,
  );
  const watched = await readWatchedSince(
    pool,
    active.filter(({ issuedAt, lastUsedAt }) => issuedAt === null && lastUsedAt === null).map(({ id }) => id),
  );
  const { byId } = await units.current();
  const unitOf = (id: string) => ({ id, name: byId.get(id)?.name ?? id });
  const items = active.flatMap((row): AccountReview['items'] => {
    const proposals = reviewAccount(
      {
        status: row.status,
        position: row.position,
        duties: heldDuties(row).map(({ duty, unitId, since }) => ({ duty, unitId, since: since?.getTime() ?? null })),
        knownSince: (row.issuedAt ?? watched.get(row.id))?.getTime() ?? null,
        lastUsedAt: row.lastUsedAt?.getTime() ?? null,
        exercised: exercised.get(row.id) ?? new Set(),
      },
      now,
      days,
    );
    if (proposals.length === 0) return [];
    const { id, fullName, username, title, unitId, position, lastUsedAt } = row;
    return [
      {
        ...{ id, fullName, username, title, unit: unitOf(unitId), position },
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        proposals: proposals.map((proposal) => {
          const since = proposal.since === null ? null : new Date(proposal.since).toISOString();
          if (proposal.kind === 'unused') return { kind: proposal.kind, since };
          return { kind: proposal.kind, duty: proposal.duty, unit: unitOf(proposal.unitId), since };
        }),
      },
    ];
  });
  return { asOf: new Date(now).toISOString(), days, items };
}

function holdsSurplus(row: AccountRow): boolean {
  return row.position !== null && surplusDuties(row.position, heldDuties(row)).length > 0;
}

/** The duties of each account of which something was done since then. */
async function readExercised(
  pool: Pool,
  accountIds: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, ReadonlySet<DutyId>>> {
  const { rows } = await pool.query<{ actor: string; actions: string[] }>({
    name: 'acts-of-accounts',
    text: `select actor, array_agg(distinct action) as actions from audit_entry
      where actor = any($1) and at > $2 and action = any($3) group by actor`,
    values: [accountIds, new Date(since), [...new Set(Object.values(DUTY_ACTS).flat())]],
  });
  return new Map(
    rows.map(({ actor, actions }) => [
      actor,
      new Set(DUTY_IDS.filter((duty) => DUTY_ACTS[duty].some((act) => actions.includes(act)))),
    ]),
  );
}

/** Since when the log would know of their use: from its first word of each, else from its own beginning. */
async function readWatchedSince(pool: Pool, accountIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await pool.query<{ id: string; at: Date | null }>({
    name: 'accounts-watched-since',
    text: `select x.id, coalesce((select at from audit_entry where subject_id = x.id order by id limit 1),
        (select at from audit_entry order by id limit 1)) as at
      from unnest($1::text[]) as x(id)`,
    values: [accountIds],
  });
  return new Map(rows.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
}
