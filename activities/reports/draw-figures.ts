import type { Pool } from 'pg';
import { listAccountEvents } from '../../db/accounts/account-events';
import { createProcedureRepository } from '../../db/repositories/procedure-repository';
import {
  countAccounts,
  countBackups,
  countDeliveries,
  countExploitation,
  countIncidents,
  countPeople,
  countProducts,
  measureAvailability,
} from '../../db/reports/report-sources';
import { countUpdates, readDossierCounts, type CountedPeriod } from '../../db/statistics/dossier-counts';
import { buildUnitTree } from '../../domain/access/unit-tree';
import { changeOf } from '../../domain/accounts/account-changes';
import { spanOfDays } from '../../domain/clock/instant';
import { PROBES } from '../../domain/health/probes';
import {
  EXPLOITATION_KINDS,
  REPORTED_LINKS,
  type ReportedLink,
  type ReportFigures,
} from '../../domain/reports/report-figures';
import type { PeriodSpan } from '../../domain/reports/report-period';
import { cellsOf, dossierTable } from '../../domain/statistics/dossier-counts';
import { readCurrentCalendar } from '../current-calendar';

const LINK_PROBES = {
  tax: 'taxQueueSeconds',
  oneStop: 'oneStopQueueSeconds',
  mail: 'mailQueueSeconds',
} as const satisfies Record<ReportedLink, keyof typeof PROBES>;

/**
 * The figures of a unit and all below it for a period. What is open is counted as of its end, or as of now while it lasts; the
 * register of accounts as of now.
 */
export async function drawFigures(
  pool: Pool,
  unitId: string,
  { from, to }: PeriodSpan,
  now: Date,
): Promise<ReportFigures> {
  const [units, calendar, versions] = await Promise.all([
    pool.query<{ id: string; parentId: string | null; name: string }>(
      'select id, parent_id as "parentId", name from unit',
    ),
    readCurrentCalendar(pool),
    createProcedureRepository(pool).listCurrentVersions(now),
  ]);
  const names = new Map(units.rows.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const { start, end } = spanOfDays(from, to);
  const period: CountedPeriod = {
    units: buildUnitTree(units.rows).subtreeOf(unitId),
    from: new Date(start),
    end: new Date(end),
  };
  const procedures = new Map(versions.map(({ key, definition }) => [key, definition]));
  const [counts, updates, products, acts, people, statuses, events, incidents, backups, deliveries, available] =
    await Promise.all([
      readDossierCounts(pool, period, now),
      countUpdates(pool, period),
      countProducts(pool, period),
      countExploitation(pool, period),
      countPeople(pool, period),
      countAccounts(pool, period.units),
      listAccountEvents(pool, period.units, { from: start, until: end }),
      countIncidents(pool, period),
      countBackups(pool, period),
      countDeliveries(pool, period),
      measureAvailability(
        pool,
        period,
        REPORTED_LINKS.map((link) => ({ probe: LINK_PROBES[link], limit: PROBES[LINK_PROBES[link]].limit })),
      ),
    ]);
  const fields = new Map([...procedures].map(([key, { field }]) => [key, field]));
  return {
    asOf: now.toISOString(),
    dossiers: dossierTable(cellsOf(counts, calendar, end), nameOf, fields),
    updates: {
      procedures: updates.map(({ procedure, count }) => ({
        procedure,
        name: procedures.get(procedure)?.name ?? procedure,
        count,
      })),
      ...products,
    },
    exploitation: {
      acts: EXPLOITATION_KINDS.map((kind) => ({ kind, count: acts.find((one) => one.kind === kind)?.count ?? 0 })),
      people,
    },
    accounts: {
      statuses,
      changes: events.flatMap(({ at, fullName, username, unitId: unit, event }) => {
        const change = changeOf(event);
        if (!change) return [];
        return [{ at: new Date(at).toISOString(), fullName, username, unitName: nameOf(unit), kind: change.kind }];
      }),
    },
    incidents,
    backups,
    links: REPORTED_LINKS.map((link) => {
      const { delivered = 0, failed = 0 } = deliveries.find((one) => one.link === link) ?? {};
      const sampled = available.find(({ probe }) => probe === LINK_PROBES[link]);
      return {
        ...{ link, delivered, failed },
        available: sampled ? { share: sampled.share, since: sampled.since.toISOString() } : null,
      };
    }),
  };
}
