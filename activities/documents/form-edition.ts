import type { DocumentKind, FormMark } from '../../templates/documents/document-data';
import { FORM_MARKS, type FormEdition } from '../../templates/documents/form-marks';
import type { StepSource } from './step-source';

/** TT 03/2025/TT-VPCP replaced the one-stop forms of TT 01/2018/TT-VPCP on this day, for running dossiers too. */
const NEW_ONE_STOP_FORMS_SINCE = new Date('2025-09-15T00:00:00+07:00');
/** The tax slip belongs to the land regime: NĐ 151/2025/NĐ-CP and what came after, or TTLT 88/2016 before. */
const NEW_TAX_SLIP_SINCE = '2025-07-01';

/** The mark of the edition a paper is printed in. */
export function formMarkOf(source: StepSource, kind: DocumentKind): FormMark {
  return FORM_MARKS[editionOf(source, kind)][kind];
}

function editionOf({ definition, issuedAt }: StepSource, kind: DocumentKind): FormEdition {
  const isNew =
    kind === 'tax-slip'
      ? definition.regime.effectiveFrom >= NEW_TAX_SLIP_SINCE
      : issuedAt.getTime() >= NEW_ONE_STOP_FORMS_SINCE.getTime();
  return isNew ? '2025' : '2018';
}
