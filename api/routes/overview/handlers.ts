import type { z } from 'zod';
import type { escalationListQuery } from '../../../contracts/overview.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import { startDeadline } from '../../../domain/clock/deadline';
import { MS_PER_HOUR } from '../../../domain/clock/instant';
import { addWorkingMs } from '../../../domain/clock/working-calendar';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { listEscalationRows, listOpenVersions, readSla, type NearDueHorizon } from './queries';

export async function showSla(context: { readonly services: Services; readonly session: Session }): Promise<Answer> {
  const { services, session } = context;
  const now = services.now();
  const { tree, byId } = await services.units.current();
  const units = visibleUnits(session, 'sla.read', tree);
  const rows = await readSla(services.pool, units, now, await nearDueHorizons(services, now));
  return {
    body: { at: now, units: rows.map((row) => ({ ...row, unitName: byId.get(row.unitId)?.name ?? row.unitId })) },
  };
}

export async function listEscalations(context: {
  readonly services: Services;
  readonly session: Session;
  readonly query: z.output<typeof escalationListQuery>;
}): Promise<Answer> {
  const { services, session, query } = context;
  const { tree } = await services.units.current();
  const units = visibleUnits(session, 'sla.read', tree);
  const after = readCursor(query.cursor, ['instant', 'uuid', 'integer']);
  const rows = await listEscalationRows(services.pool, units, after, query.limit + 1);
  const { items, nextCursor } = pageOf(rows, query.limit, ({ position, dossierId, percent }) => [
    position,
    dossierId,
    String(percent),
  ]);
  return { body: { items: items.map(({ position: _position, ...item }) => item), nextCursor } };
}

/**
 * "Sắp hạn" for whole sets: what is due before this instant has at most the rule's share of its time left. The full limit
 * of the regime is taken as the time allowed, so a moved deadline is judged as if it had its regime's.
 */
async function nearDueHorizons(services: Services, now: Date): Promise<NearDueHorizon[]> {
  const current = await services.calendars.currentCalendar();
  if (!current) return [];
  const { calendar } = current;
  const at = now.getTime();
  const horizons: NearDueHorizon[] = [];
  for (const { version } of await listOpenVersions(services.pool)) {
    const content = await services.procedures.procedureContent(version);
    if (!content) continue;
    const { limit, nearDue } = content.rules;
    const { allowedMs } = startDeadline(calendar, limit, at, { id: 'near-due' });
    const leftMs = Math.max(nearDue.fraction * allowedMs, nearDue.hours * MS_PER_HOUR);
    const until = limit.unit === 'calendarHour' ? at + leftMs : addWorkingMs(calendar, at, leftMs);
    horizons.push({ version, until: new Date(until) });
  }
  return horizons;
}
