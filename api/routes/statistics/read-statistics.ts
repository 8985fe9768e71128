import type { Statistics } from '../../../contracts/statistics.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { readDossierCounts } from '../../../db/statistics/dossier-counts';
import { spanOfDays } from '../../../domain/clock/instant';
import { cellsOf, dossierTable } from '../../../domain/statistics/dossier-counts';
import { overseenUnits } from '../../overseen-units';
import type { Services } from '../../services';

export interface AskedPeriod {
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
}

/** The statistics of a period for the units this person oversees. */
export async function readStatistics(services: Services, session: Session, asked: AskedPeriod): Promise<Statistics> {
  const { pool, calendars, procedures } = services;
  const now = services.now();
  const { ids, nameOf } = await overseenUnits(services, session, asked.unit);
  const { start, end } = spanOfDays(asked.from, asked.to);
  const period = { units: ids, from: new Date(start), end: new Date(end) };
  const [counts, { calendar }, versions] = await Promise.all([
    readDossierCounts(pool, period, now),
    calendars.requireCalendar(),
    procedures.listCurrentVersions(now),
  ]);
  const fields = new Map(versions.map(({ key, definition }) => [key, definition.field]));
  const { total, units, fields: byField } = dossierTable(cellsOf(counts, calendar, end), nameOf, fields);
  return {
    ...{ from: asked.from, to: asked.to },
    asOf: new Date(Math.min(now.getTime(), end)).toISOString(),
    ...{ total, units: [...units], fields: [...byField] },
  };
}
