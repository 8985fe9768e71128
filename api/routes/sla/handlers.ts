import type { z } from 'zod';
import type { slaDossierQuery } from '../../../contracts/sla.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { overseenUnits } from '../../overseen-units';
import type { Services } from '../../services';
import { readBoard, readPeople, sumBoard } from './board-queries';
import { listDossiersBehind } from './dossier-queries';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

export async function showSla({ services, session }: Asked): Promise<Answer> {
  const now = services.now();
  const { ids, nameOf } = await overseenUnits(services, session);
  const [cells, procedures] = await Promise.all([
    readBoard(services.pool, ids, now),
    services.procedures.listProcedures(now),
  ]);
  const names = new Map(procedures.map(({ key, definition }) => [key, definition.shortName]));
  return {
    body: {
      at: now,
      units: sumBoard(cells, ({ unit }) => unit).map(([unitId, totals]) => ({
        unitId,
        unitName: nameOf(unitId),
        ...totals,
      })),
      procedures: sumBoard(cells, ({ procedure }) => procedure).map(([procedureKey, totals]) => ({
        procedureKey,
        procedureName: names.get(procedureKey) ?? procedureKey,
        ...totals,
      })),
    },
  };
}

export async function showSlaPeople({ services, session }: Asked): Promise<Answer> {
  const now = services.now();
  const { ids } = await overseenUnits(services, session);
  return { body: { at: now, people: await readPeople(services.pool, ids, now) } };
}

export async function listSlaDossiers({
  services,
  session,
  query,
}: Asked & { readonly query: z.output<typeof slaDossierQuery> }): Promise<Answer> {
  const { cursor, limit, unit, ...filters } = query;
  const { ids } = await overseenUnits(services, session, unit);
  const rows = await listDossiersBehind(services.pool, {
    ...filters,
    units: ids,
    now: services.now(),
    after: readCursor(cursor, ['instant', 'uuid']),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, ({ position, id }) => [position, id]);
  return { body: { items: items.map(({ position: _position, ...item }) => item), nextCursor } };
}
