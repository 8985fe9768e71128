import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import { ApiRefusal } from '../problem-details';

/** @throws ApiRefusal COMPONENT_UNKNOWN */
export function refuseUnknownComponents({ definition }: ProcedureVersion, ids: readonly string[]): void {
  const known = definition.components.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new ApiRefusal('COMPONENT_UNKNOWN', `The procedure has no component ${unknown[0]}.`, {
      unknown,
      allowed: known,
    });
}
