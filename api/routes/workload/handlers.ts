import type { z } from 'zod';
import type { heatQuery } from '../../../contracts/workload.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { comingWorkingDays } from '../../../domain/clock/due-days';
import { MS_PER_HOUR, spanOfDays } from '../../../domain/clock/instant';
import { stepDurations } from '../../../domain/clock/step-durations';
import type { Answer } from '../../http/route';
import { overseenUnits } from '../../overseen-units';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readDoneSteps, readPersonLoad, readUnitLoad, type LoadCell } from './queries';

const DAYS = 10;
/** More than a month of a province; a longer period is told by its latest part. */
const MOST_STEPS = 50_000;

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

export async function showWorkload({ services, session }: Asked): Promise<Answer> {
  const now = services.now();
  const [{ ids, nameOf }, { calendar }] = await Promise.all([
    overseenUnits(services, session),
    services.calendars.requireCalendar(),
  ]);
  const { days, ends } = comingWorkingDays(calendar, now.getTime(), DAYS);
  const asked = { units: ids, now, dayEnds: ends.map((end) => new Date(end)) };
  const [unitCells, personCells] = await Promise.all([
    readUnitLoad(services.pool, asked),
    readPersonLoad(services.pool, asked),
  ]);
  return {
    body: {
      at: now,
      days,
      units: sumLoad(unitCells, ({ unitId }) => unitId).map(({ cell, ...load }) => {
        return { unitId: cell.unitId, unitName: nameOf(cell.unitId), ...load };
      }),
      people: sumLoad(personCells, ({ accountId, unitId }) => accountId ?? unitId).map(({ cell, ...load }) => {
        return { accountId: cell.accountId, displayName: cell.displayName, unitId: cell.unitId, ...load };
      }),
    },
  };
}

interface Load {
  readonly cell: LoadCell;
  overdue: number;
  readonly perDay: number[];
  later: number;
  paused: number;
}

function sumLoad(cells: readonly LoadCell[], keyOf: (cell: LoadCell) => string): Load[] {
  const loads = new Map<string, Load>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const load = loads.get(key) ?? { cell, overdue: 0, perDay: Array<number>(DAYS).fill(0), later: 0, paused: 0 };
    loads.set(key, load);
    if (cell.state === 'overdue') load.overdue += cell.count;
    else if (cell.state === 'paused' || cell.day === null) load.paused += cell.count;
    else if (cell.day >= DAYS) load.later += cell.count;
    else load.perDay[cell.day] = (load.perDay[cell.day] ?? 0) + cell.count;
  }
  return [...loads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, load]) => load);
}

export async function showHeat(
  context: Asked & {
    readonly params: { readonly key: string; readonly regime: string };
    readonly query: z.output<typeof heatQuery>;
  },
): Promise<Answer> {
  const { services, session, params, query } = context;
  const { key, regime } = params;
  const [{ calendar }, procedure, { ids }] = await Promise.all([
    services.calendars.requireCalendar(),
    services.procedures.currentVersion(key, regime),
    overseenUnits(services, session, query.unit),
  ]);
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'There is no such procedure.');
  const content = await services.procedures.procedureContent(procedure.version);
  const { start, end } = spanOfDays(query.from, query.to);
  const steps = await readDoneSteps(services.pool, {
    ...{ key, regime },
    units: ids,
    from: new Date(start),
    to: new Date(end),
    limit: MOST_STEPS + 1,
  });
  const taken = steps.slice(0, MOST_STEPS);
  const durations = stepDurations(calendar, taken);
  const total = durations.reduce((sum, { totalMs }) => sum + totalMs, 0);
  return {
    body: {
      from: query.from,
      to: query.to,
      steps: taken.length,
      complete: steps.length <= MOST_STEPS,
      elements: durations.map(({ element, count, medianMs, p90Ms, totalMs }) => ({
        element,
        name: content?.graph.nodes[element]?.name ?? element,
        count,
        medianHours: hours(medianMs),
        p90Hours: hours(p90Ms),
        share: total === 0 ? 0 : totalMs / total,
      })),
    },
  };
}

function hours(ms: number): number {
  return Math.round((ms / MS_PER_HOUR) * 100) / 100;
}
