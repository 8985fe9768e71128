import type { z } from 'zod';
import type { AccountReport, accountReportQuery } from '../../../contracts/account-report.schema';
import { listAccountEvents } from '../../../db/accounts/account-events';
import type { Session } from '../../../db/repositories/session-repository';
import { changeOf } from '../../../domain/accounts/account-changes';
import { spanOfDays } from '../../../domain/clock/instant';
import type { Services } from '../../services';
import { heldDuties, listAllAccounts, readNames } from './queries';
import { describeLock, unitsOf } from './read-handlers';
import { readRequestNumbers } from './report-queries';

/** A7.2c, A7.3 end: who has what since when on whose request, and what changed in the period. */
export async function readAccountReport(
  services: Services,
  session: Session,
  { from, to, unit }: z.output<typeof accountReportQuery>,
): Promise<AccountReport> {
  const { pool } = services;
  const units = await unitsOf(services, session, unit);
  const { start, end } = spanOfDays(from, to);
  const [rows, events, { byId }] = await Promise.all([
    listAllAccounts(pool, { units }),
    listAccountEvents(pool, units, { from: start, until: end }),
    services.units.current(),
  ]);
  const changed = events.flatMap((row) => {
    const change = changeOf(row.event);
    return change ? [{ ...row, ...change }] : [];
  });
  const held = rows.map((row) => ({ row, duties: heldDuties(row) }));
  const all = held.flatMap(({ duties }) => duties);
  const [nameOf, numbers] = await Promise.all([
    readNames(pool, [...changed.map(({ actor }) => actor), ...all.map(({ requestedBy }) => requestedBy)]),
    readRequestNumbers(
      pool,
      all.flatMap(({ request }) => request ?? []),
    ),
  ]);
  const unitOf = (id: string) => ({ id, name: byId.get(id)?.name ?? id });
  return {
    from,
    to,
    asOf: services.now().toISOString(),
    totals: {
      accounts: countBy(rows.map(({ status }) => status)),
      changes: countBy(changed.map(({ kind }) => kind)),
    },
    register: held.map(({ row, duties }) => ({
      ...{ id: row.id, fullName: row.fullName, username: row.username, title: row.title },
      ...{ unit: unitOf(row.unitId), status: row.status, position: row.position },
      lock: described(describeLock(row)),
      issuedAt: row.issuedAt?.toISOString() ?? null,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      duties: duties.map(({ duty, unitId, since, requestedBy, request }) => ({
        duty,
        unit: unitOf(unitId),
        since: since?.toISOString() ?? null,
        requestedBy: requestedBy === 'system' ? null : nameOf(requestedBy),
        request: request === null ? null : (numbers.get(request) ?? null),
      })),
    })),
    changes: changed.map(({ at, accountId, fullName, username, unitId, kind, reason, duties, actor, request }) => ({
      at: new Date(at).toISOString(),
      account: { id: accountId, fullName, username },
      unit: unitOf(unitId),
      ...{ kind, reason },
      duties: duties && duties.map((one) => ({ duty: one.duty, unit: unitOf(one.unitId) })),
      by: { id: actor, displayName: nameOf(actor) },
      request,
    })),
  };
}

function described(lock: ReturnType<typeof describeLock>): AccountReport['register'][number]['lock'] {
  return lock && { reason: lock.reason, at: lock.at.toISOString() };
}

function countBy(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
