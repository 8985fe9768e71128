import type { Request } from 'express';
import type { z } from 'zod';
import type { statisticsQuery } from '../../../contracts/statistics.schema';
import type { Session } from '../../../db/repositories/session-repository';
import type { Answer } from '../../http/route';
import { noteAct } from '../../note-act';
import { renderStatisticsPaper } from '../../reports/statistics-paper';
import { renderStatisticsSheet } from '../../reports/statistics-sheet';
import type { Services } from '../../services';
import { readStatistics } from './read-statistics';

interface Asked {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof statisticsQuery>;
  readonly request: Request;
}

export const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export async function showStatistics({ services, session, query }: Asked): Promise<Answer> {
  return { body: await readStatistics(services, session, query) };
}

export async function exportSheet(asked: Asked): Promise<Answer> {
  const { services, session, query } = asked;
  await noteExport(asked, 'xlsx');
  const file = await renderStatisticsSheet(await readStatistics(services, session, query));
  return { file, mediaType: SHEET_TYPE, fileName: fileName(query, 'xlsx') };
}

export async function exportPaper(asked: Asked): Promise<Answer> {
  const { services, session, query } = asked;
  await noteExport(asked, 'pdf');
  const { byId } = await services.units.current();
  const unit = byId.get(query.unit ?? session.roles[0]?.unitId ?? '');
  const parent = unit?.parentId ? byId.get(unit.parentId) : undefined;
  const statistics = await readStatistics(services, session, query);
  const file = await renderStatisticsPaper(statistics, { unit, parent }, services.now());
  return { file, mediaType: 'application/pdf', fileName: fileName(query, 'pdf') };
}

async function noteExport(asked: Asked, format: string): Promise<void> {
  const { from, to, unit } = asked.query;
  await noteAct(asked, {
    action: 'statistics.export',
    ...(unit === undefined ? {} : { subject: { type: 'unit', id: unit } }),
    detail: { from, to, format },
  });
}

function fileName({ from, to }: Asked['query'], ending: string): string {
  return `thong-ke-${from}-${to}.${ending}`;
}
