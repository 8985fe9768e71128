import type { AccessTarget } from '../access/may-do';
import type { UnitKind } from '../access/unit-kind';

/** Units that report: the registration office to Sở (A15.5), Sở to those above it (A11.8). */
export const REPORTING_KINDS = ['registrationOffice', 'department'] as const satisfies readonly UnitKind[];
export type ReportingKind = (typeof REPORTING_KINDS)[number];

export function isReporting(kind: UnitKind): kind is ReportingKind {
  return (REPORTING_KINDS as readonly UnitKind[]).includes(kind);
}

/** Whom a unit's reports are owed to; null: somebody outside. */
export function receiverOf({ kind, parentId }: { readonly kind: ReportingKind; readonly parentId: string | null }) {
  return kind === 'registrationOffice' ? parentId : null;
}

/** The units rights over a report are judged on: what goes outside is followed up by its author. */
export function sidesOfReport(unitId: string, receiverUnitId: string | null): AccessTarget {
  return { handlingUnitId: unitId, receivingUnitId: receiverUnitId ?? unitId };
}
