import type { Statistics } from '../../../contracts/statistics.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { deadlineAsOf } from '../../../domain/clock/deadline-history';
import { MS_PER_DAY, parseLocalDate, startOfDay } from '../../../domain/clock/instant';
import { standingOfOpen, sumFigures } from '../../../domain/statistics/dossier-figures';
import { overseenUnits } from '../../overseen-units';
import type { Services } from '../../services';
import {
  countCarriedOver,
  countOpenNow,
  countReceived,
  countResolved,
  readOpenThen,
  type CountedCell,
  type Period,
} from './queries';

export interface AskedPeriod {
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
}

/** The statistics of a period for the units this person oversees. */
export async function readStatistics(services: Services, session: Session, asked: AskedPeriod): Promise<Statistics> {
  const { pool } = services;
  const now = services.now();
  const { ids, nameOf } = await overseenUnits(services, session, asked.unit);
  const period: Period = {
    units: ids,
    from: new Date(startOfDay(parseLocalDate(asked.from))),
    end: new Date(startOfDay(parseLocalDate(asked.to)) + MS_PER_DAY),
  };
  const [received, carriedOver, resolved, open, procedures] = await Promise.all([
    countReceived(pool, period),
    countCarriedOver(pool, period),
    countResolved(pool, period),
    period.end > now ? openNow(services, period, now) : openThen(services, period),
    services.procedures.listCurrentVersions(now),
  ]);
  const cells = [...received, ...carriedOver, ...resolved, ...open];
  const fields = new Map(procedures.map(({ key, definition }) => [key, definition.field]));
  const fieldOf = ({ procedure }: CountedCell) => fields.get(procedure) ?? { code: procedure, name: procedure };
  const fieldNames = new Map(cells.map((cell) => [fieldOf(cell).code, fieldOf(cell).name]));
  return {
    from: asked.from,
    to: asked.to,
    asOf: new Date(Math.min(now.getTime(), period.end.getTime())).toISOString(),
    total: sumFigures(cells),
    units: group(cells, ({ unit }) => unit).map(([unitId, own]) => {
      return { unitId, unitName: nameOf(unitId), figures: sumFigures(own) };
    }),
    fields: group(cells, (cell) => fieldOf(cell).code).map(([code, own]) => {
      return { code, name: fieldNames.get(code) ?? code, figures: sumFigures(own) };
    }),
  };
}

async function openNow({ pool }: Services, period: Period, now: Date): Promise<CountedCell[]> {
  const groups = await countOpenNow(pool, period, now);
  return groups.map(({ unit, procedure, reasons, overdue, count }) => {
    return { unit, procedure, cell: standingOfOpen(reasons, overdue), count };
  });
}

async function openThen({ pool, calendars }: Services, period: Period): Promise<CountedCell[]> {
  const [current, dossiers] = await Promise.all([calendars.currentCalendar(), readOpenThen(pool, period)]);
  if (!current) throw new Error('no calendar is published');
  const at = period.end.getTime() - 1;
  return dossiers.map(({ unit, procedure, deadline }) => {
    const then = deadline && deadlineAsOf(current.calendar, deadline, at);
    return { unit, procedure, cell: standingOfOpen(then?.openReasons ?? [], then?.overdue ?? false), count: 1 };
  });
}

function group<Cell>(cells: readonly Cell[], keyOf: (cell: Cell) => string): [string, Cell[]][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const known = groups.get(key);
    if (known) known.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
