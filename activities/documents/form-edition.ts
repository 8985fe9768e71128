import type { DocumentKind, FormMark } from '../../templates/documents/document-data';
import { FORM_MARKS, oneStopEditionAt, type FormEdition } from '../../templates/documents/form-marks';
import type { StepSource } from './step-source';

/** The tax slip belongs to the land regime: NĐ 151/2025/NĐ-CP and what came after, or TTLT 88/2016 before. */
const NEW_TAX_SLIP_SINCE = '2025-07-01';

/** The mark of the edition a paper is printed in. */
export function formMarkOf(source: StepSource, kind: DocumentKind): FormMark {
  return FORM_MARKS[editionOf(source, kind)][kind];
}

function editionOf({ definition, issuedAt }: StepSource, kind: DocumentKind): FormEdition {
  if (kind !== 'tax-slip') return oneStopEditionAt(issuedAt);
  return definition.regime.effectiveFrom >= NEW_TAX_SLIP_SINCE ? '2025' : '2018';
}
