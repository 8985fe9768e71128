import type { Unit } from '../../db/repositories/unit-repository';
import type { OfficialPaper } from '../../templates/documents/document-data';

const BY_HAND = '………………';

/** In whose name a report is issued: the unit with the one above it. The place is filled in by hand, and so is a unit nobody knows. */
export function paperHead(
  units: ReadonlyMap<string, Unit>,
  unitId: string | undefined,
): Pick<OfficialPaper, 'issuer' | 'place'> {
  const unit = units.get(unitId ?? '');
  const parent = unit?.parentId ? units.get(unit.parentId) : undefined;
  return { issuer: { name: unit?.name ?? BY_HAND, superior: parent?.name }, place: BY_HAND };
}
