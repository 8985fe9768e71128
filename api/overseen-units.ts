import type { Session } from '../db/repositories/session-repository';
import { visibleUnits } from '../domain/access/may-do';
import type { Services } from './services';

export interface OverseenUnits {
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
}

/** The units whose work this person oversees (`sla.read`); with `unit` that one alone, or none when it is not among them. */
export async function overseenUnits(services: Services, session: Session, unit?: string): Promise<OverseenUnits> {
  const { tree, byId } = await services.units.current();
  const visible = visibleUnits(session, 'sla.read', tree);
  const all = visible === 'all' ? [...byId.keys()] : visible;
  return {
    ids: unit === undefined ? all : all.filter((id) => id === unit),
    nameOf: (id) => byId.get(id)?.name ?? id,
  };
}
