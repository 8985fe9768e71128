import type { Request } from 'express';
import type { z } from 'zod';
import type { registerFileQuery, registerQuery } from '../../../contracts/register.schema';
import { readRegister, type RegisterEntry, type RegisterQuestion } from '../../../db/repositories/register-repository';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import { maskPersonalData } from '../../../domain/access/personal-data';
import { formatLocalDate, localDateOf, parseLocalDate } from '../../../domain/clock/instant';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import { renderRegisterPdf } from '../../reports/register-pdf';
import { renderRegisterXlsx } from '../../reports/register-xlsx';
import type { RegisterReport } from '../../reports/register-report';
import type { Services } from '../../services';

/** A quarter; a book is kept by month. */
const MOST_DAYS = 92;
/** Rendering takes the api's time (docs/adr/0011). */
const MOST_ROWS = 2_000;

interface Asked<Query> {
  readonly services: Services;
  readonly session: Session;
  readonly query: Query;
  readonly request: Request;
}
type Period = Pick<RegisterQuestion, 'unitId' | 'from' | 'until'> & { readonly to: string };

export async function showRegister({
  services,
  session,
  query,
}: Asked<z.output<typeof registerQuery>>): Promise<Answer> {
  const { to, ...period } = await periodOf(services, session, query);
  const after = readCursor(query.cursor, ['instant', 'uuid']);
  const entries = await readRegister(services.pool, { ...period, after, limit: query.limit + 1 });
  const { items, nextCursor } = pageOf(entries, query.limit, ({ position, id }) => [position, id]);
  return {
    body: { unitId: period.unitId, from: period.from, to, items: items.map(covered), nextCursor },
  };
}

export async function exportRegisterXlsx(asked: Asked<z.output<typeof registerFileQuery>>): Promise<Answer> {
  const report = await assemble(asked);
  return {
    file: await renderRegisterXlsx(report),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `so-theo-doi-${report.from}-${report.to}.xlsx`,
  };
}

export async function exportRegisterPdf(asked: Asked<z.output<typeof registerFileQuery>>): Promise<Answer> {
  const report = await assemble(asked);
  return {
    file: await renderRegisterPdf(report),
    mediaType: 'application/pdf',
    fileName: `so-theo-doi-${report.from}-${report.to}.pdf`,
  };
}

async function assemble({
  services,
  session,
  query,
  request,
}: Asked<z.output<typeof registerFileQuery>>): Promise<RegisterReport> {
  const { unitId, from, to, until } = await periodOf(services, session, query);
  const entries = await readRegister(services.pool, { unitId, from, until, limit: MOST_ROWS + 1 });
  if (entries.length > MOST_ROWS) throw new ApiRefusal('REGISTER_TOO_LONG', 'Ask for fewer days.', { most: MOST_ROWS });
  await noteExport({ services, session, request }, { unitId, from, to }, entries);
  const { byId } = await services.units.current();
  const unit = byId.get(unitId);
  const parent = unit?.parentId == null ? undefined : byId.get(unit.parentId);
  return {
    from,
    to,
    issuedAt: services.now(),
    unit: { name: unit?.name ?? unitId, parentName: parent?.name ?? null },
    entries,
  };
}

/** A file leaves the office with everybody's telephone number: it counts as reading each of them (A5.5). */
async function noteExport(
  context: ActContext,
  { unitId, from, to }: { readonly unitId: string; readonly from: string; readonly to: string },
  entries: readonly RegisterEntry[],
): Promise<void> {
  await noteAct(context, [
    {
      action: 'register.export',
      subject: { type: 'unit', id: unitId },
      unitId,
      detail: { from, to, dossiers: entries.length },
    },
    ...entries.map(({ id }) => ({
      action: 'personalData.read' as const,
      subject: { type: 'dossier', id },
      detail: { reason: 'register export' },
    })),
  ]);
}

function covered({ position: _position, ...entry }: RegisterEntry) {
  return { ...entry, phone: maskPersonalData({ phone: entry.phone }).phone };
}

/** @throws ApiRefusal UNIT_NOT_FOUND, REGISTER_PERIOD_INVALID */
async function periodOf(
  services: Services,
  session: Session,
  { unit, from, to }: z.output<typeof registerFileQuery>,
): Promise<Period> {
  const { tree, byId } = await services.units.current();
  const visible = visibleUnits(session, 'dossier.search', tree);
  const counter = [...byId.keys()].find((unitId) => mayDo(session, 'draft.write', { unitId }, tree));
  const receives = [...byId.values()].find(({ id, agencyCode }) => agencyCode !== null && visible.includes(id));
  const unitId = unit ?? counter ?? receives?.id;
  if (unitId === undefined || !byId.has(unitId) || (visible !== 'all' && !visible.includes(unitId)))
    throw new ApiRefusal('UNIT_NOT_FOUND', 'There is no such unit among those you may see.');
  const today = localDateOf(services.now().getTime());
  const first = parseLocalDate(from ?? to ?? today);
  const last = parseLocalDate(to ?? from ?? today);
  if (last < first || last - first >= MOST_DAYS)
    throw new ApiRefusal('REGISTER_PERIOD_INVALID', `Ask for 1 to ${MOST_DAYS} days.`, { most: MOST_DAYS });
  return { unitId, from: formatLocalDate(first), to: formatLocalDate(last), until: formatLocalDate(last + 1) };
}
