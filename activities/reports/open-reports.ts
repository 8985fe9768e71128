import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { dayOf, type Instant } from '../../domain/clock/instant';
import { receiverOf, REPORTING_KINDS, type ReportingKind } from '../../domain/reports/report-chain';
import type { ReportCommand } from '../../domain/reports/report-command';
import { dueAfter } from '../../domain/clock/due-notices';
import { endedPeriods, REGULAR_PERIODS, type PeriodSpan, type RegularPeriod } from '../../domain/reports/report-period';
import { derivedUuid } from '../../platform/derived-uuid';
import { beginCase } from '../begin-case';
import { readCurrentCalendar } from '../current-calendar';
import { readInstalledAt } from '../installed-at';

/** What the regulation leaves to the office. */
export interface ReportSettings {
  /** Last day of a month that counts to its report; 0: the last of the month. */
  readonly cutOffDay: number;
  /** Within how many working days after the period the office reports to Sở, and Sở to those above it. */
  readonly officeDays: number;
  readonly departmentDays: number;
  readonly taskQueueSuffix?: string;
}

interface Owed extends PeriodSpan {
  readonly unitId: string;
  readonly receiverUnitId: string | null;
  readonly kind: ReportingKind;
  readonly period: RegularPeriod;
}

/**
 * Opens the reports of the periods that have ended (A11.8, A15.5), also of those that ended while no worker ran. Whose report of
 * which period it is gives its id, so it is opened once.
 * @returns how many were opened
 */
export async function openReports(pool: Pool, client: Client, settings: ReportSettings, now: Instant): Promise<number> {
  const owed = await findOwed(pool, settings.cutOffDay, now);
  if (owed.length === 0) return 0;
  const calendar = await readCurrentCalendar(pool);
  let opened = 0;
  for (const { kind, ...order } of owed) {
    const name = `report ${order.unitId} ${order.period} ${order.from}`;
    const days = kind === 'department' ? settings.departmentDays : settings.officeDays;
    const command: Extract<ReportCommand, { type: 'openReport' }> = {
      type: 'openReport',
      requestKey: name,
      actor: { id: 'system' },
      ...order,
      ...dueAfter(calendar, order.to, days, now),
    };
    const { taskQueueSuffix } = settings;
    if (await beginCase(client, { kind: 'periodicReport', id: derivedUuid(name), taskQueueSuffix }, command))
      opened += 1;
  }
  return opened;
}

/** Reports nobody has opened, of the office and of Sở. */
async function findOwed(pool: Pool, cutOffDay: number, now: Instant): Promise<Owed[]> {
  const [units, started] = await Promise.all([
    pool.query<{ id: string; kind: ReportingKind; parentId: string | null }>(
      'select id, kind, parent_id as "parentId" from unit where kind = any($1) order by id',
      [REPORTING_KINDS],
    ),
    readInstalledAt(pool, now),
  ]);
  const days = { today: dayOf(now), since: dayOf(started), cutOffDay };
  const owed = REGULAR_PERIODS.flatMap((period) =>
    endedPeriods(period, days).flatMap((span) =>
      units.rows.map((unit) => ({
        ...span,
        period,
        kind: unit.kind,
        unitId: unit.id,
        receiverUnitId: receiverOf(unit),
      })),
    ),
  );
  if (owed.length === 0) return [];
  const { rows } = await pool.query<{ key: string }>(
    `select unit_id || ' ' || period || ' ' || from_day as key from periodic_report where period <> 'onDemand'`,
  );
  const known = new Set(rows.map(({ key }) => key));
  return owed.filter(({ unitId, period, from }) => !known.has(`${unitId} ${period} ${from}`));
}
