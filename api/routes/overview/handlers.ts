import type { z } from 'zod';
import type { escalationListQuery } from '../../../contracts/overview.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { visibleUnits } from '../../../domain/access/may-do';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import type { Services } from '../../services';
import { listEscalationRows } from './queries';

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
