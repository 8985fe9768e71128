import type { Request } from 'express';
import type { z } from 'zod';
import type { auditExportQuery, auditQuery } from '../../../contracts/audit.schema';
import { readAuditState } from '../../../db/audit/audit-heads';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import { parseInstant, parseLocalDate, formatLocalDate } from '../../../domain/clock/instant';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { noteAct } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import { renderAuditCsv, renderAuditXlsx } from '../../reports/audit-report';
import type { Services } from '../../services';
import { resolveActor, resolveSubject, searchAudit, type AuditRow, type AuditSearch } from './queries';

/** Rendering takes the api's time (docs/adr/0011). */
const MOST_ROWS = 5_000;
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Filters = Omit<z.output<typeof auditExportQuery>, 'format'>;

interface Asked<Query> {
  readonly services: Services;
  readonly session: Session;
  readonly query: Query;
  readonly request: Request;
}

export async function listAudit(asked: Asked<z.output<typeof auditQuery>>): Promise<Answer> {
  const { services, query } = asked;
  const { cursor, limit, ...filters } = query;
  const after = readCursor(cursor, ['uuid']);
  const rows = await searchAudit(services.pool, {
    ...(await searchOf(asked, filters)),
    after: after?.[0] ?? undefined,
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  const nameOf = await unitNames(services);
  return { body: { items: items.map((row) => shown(row, nameOf)), nextCursor } };
}

/** Taking the log out of the house is an act itself, and noted before the file is made. */
export async function exportAudit(asked: Asked<z.output<typeof auditExportQuery>>): Promise<Answer> {
  const { services, query } = asked;
  const { format, ...filters } = query;
  const rows = await searchAudit(services.pool, { ...(await searchOf(asked, filters)), limit: MOST_ROWS + 1 });
  if (rows.length > MOST_ROWS) throw new ApiRefusal('AUDIT_TOO_LONG', 'Ask for less.', { most: MOST_ROWS });
  const { from, to, action, unit } = filters;
  await noteAct(asked, {
    action: 'audit.export',
    detail: {
      format,
      entries: rows.length,
      from: from ?? null,
      to: to ?? null,
      about: action ?? null,
      unit: unit ?? null,
    },
  });
  const nameOf = await unitNames(services);
  const lines = rows.map((row) => ({ ...row, unitName: row.unitId === null ? null : nameOf(row.unitId) }));
  const name = `nhat-ky-kiem-toan-${from ?? 'dau'}-${to ?? 'nay'}`;
  return format === 'xlsx'
    ? { file: await renderAuditXlsx(lines), mediaType: XLSX_TYPE, fileName: `${name}.xlsx` }
    : { file: renderAuditCsv(lines), mediaType: 'text/csv; charset=utf-8', fileName: `${name}.csv` };
}

export async function showAuditState({ services }: { readonly services: Services }): Promise<Answer> {
  return { body: await readAuditState(services.pool) };
}

/** @throws ApiRefusal UNIT_NOT_FOUND for a unit that is not among those one may read of */
async function searchOf(
  { services, session }: Asked<unknown>,
  { actor, action, subject, unit, from, to }: Filters,
): Promise<Omit<AuditSearch, 'limit'>> {
  const { tree, byId } = await services.units.current();
  const visible = visibleUnits(session, 'audit.read', tree);
  if (unit !== undefined && (!byId.has(unit) || (visible !== 'all' && !visible.includes(unit))))
    throw new ApiRefusal('UNIT_NOT_FOUND', 'There is no such unit among those you may see.');
  return {
    units: unit === undefined ? visible : [unit],
    actor: actor === undefined ? undefined : await resolveActor(services.pool, actor),
    action,
    subject: subject === undefined ? undefined : await resolveSubject(services.pool, subject),
    from: from === undefined ? undefined : beginOf(from),
    until: to === undefined ? undefined : beginOf(formatLocalDate(parseLocalDate(to) + 1)),
  };
}

function beginOf(day: string): number {
  return parseInstant(`${day}T00:00+07:00`);
}

async function unitNames(services: Services): Promise<(id: string) => string> {
  const { byId } = await services.units.current();
  return (id) => byId.get(id)?.name ?? id;
}

function shown(row: AuditRow, nameOf: (id: string) => string) {
  const { id, at, actor, actorName, action, subjectType, subjectId, subjectLabel, unitId, detail, address } = row;
  const { number, previousHash, hash, replaced } = row;
  return {
    id,
    at,
    actor: { id: actor, name: actorName },
    action,
    subject: subjectId === null ? null : { type: subjectType ?? '', id: subjectId, label: subjectLabel },
    unit: unitId === null ? null : { id: unitId, name: nameOf(unitId) },
    detail,
    address,
    replaced,
    seal: number === null ? null : { number, previousHash, hash },
  };
}
