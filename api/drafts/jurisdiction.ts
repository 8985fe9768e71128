import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import type { JurisdictionRule } from '../../db/schema/procedure-definition';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';

/** @throws ApiRefusal UNIT_NOT_FOUND */
export async function findReceivingUnit(
  services: Services,
  unitId: string,
): Promise<{ readonly receivingUnit: string; readonly agencyCode: string }> {
  const { byId } = await services.units.current();
  const agencyCode = byId.get(unitId)?.agencyCode;
  if (agencyCode == null) throw new ApiRefusal('UNIT_NOT_FOUND', 'This unit gives no dossier codes.', { unitId });
  return { receivingUnit: unitId, agencyCode };
}

interface Asked {
  readonly form: Readonly<Record<string, unknown>>;
  /** Where it is handed in. */
  readonly unitId: string;
}

/**
 * Filing is place-independent (NĐ 151/2025 Đ18.1): who handles follows from the land and from who asks.
 * @throws ApiRefusal HANDLING_UNIT_UNKNOWN
 */
export function findHandlingUnit(services: Services, procedure: ProcedureVersion, draft: Asked): Promise<string> {
  return findUnit(services, procedure.definition.jurisdiction.handle, draft);
}

/**
 * Whose head signs (domain-facts §1.2).
 * @throws ApiRefusal HANDLING_UNIT_UNKNOWN
 */
export function findSigningUnit(services: Services, procedure: ProcedureVersion, draft: Asked): Promise<string> {
  return findUnit(services, procedure.definition.jurisdiction.sign, draft);
}

async function findUnit(services: Services, rules: readonly JurisdictionRule[], draft: Asked): Promise<string> {
  const { type } = (draft.form.applicant ?? {}) as { readonly type?: unknown };
  const subject = type === 'ORGANISATION' ? 'organisation' : 'individual';
  const rule = rules.find((one) => one.subject === subject);
  let unit: string | null | undefined;
  if (rule?.unit === 'landRegistrationOffice') unit = (await services.unitRows.findRegistrationOffice())?.id;
  else if (rule?.by !== undefined) {
    const place = valueAt(draft.form, rule.by);
    unit = typeof place === 'string' ? await services.unitRows.findBranchOfCommune(place) : undefined;
  } else if (rule) unit = (await services.units.current()).byId.get(draft.unitId)?.handlingUnitId;
  if (unit != null) return unit;
  throw new ApiRefusal('HANDLING_UNIT_UNKNOWN', 'No unit handles dossiers about this land.', {
    field: rule?.by ?? 'applicant.type',
  });
}

/**
 * Working days on top of the legal limit for land in a commune far from everything (`remoteExtra` of the regime; which
 * communes are remote is data of the province). A limit in hours is not lengthened.
 */
export async function findExtraWorkingDays(
  services: Services,
  { definition }: ProcedureVersion,
  form: Readonly<Record<string, unknown>>,
): Promise<number> {
  const { remoteExtra } = definition.regime;
  const by = definition.jurisdiction.handle.find((rule) => rule.by !== undefined)?.by;
  const place = by === undefined ? undefined : valueAt(form, by);
  if (typeof place !== 'string' || remoteExtra.unit !== 'workingDay') return 0;
  return (await services.unitRows.isRemoteCommune(place)) ? remoteExtra.amount : 0;
}

function valueAt(data: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], data);
}
