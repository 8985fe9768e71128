import type { DocumentKind, FormMark } from '../../templates/documents/document-data';
import { FORM_MARKS, oneStopEditionAt } from '../../templates/documents/form-marks';
import type { StepSource } from './step-source';

/** The mark a paper is printed with: of the one-stop rules on its day; the tax slip belongs to the land regime. */
export function formMarkOf({ definition, issuedAt }: StepSource, kind: DocumentKind): FormMark {
  if (kind !== 'tax-slip') return FORM_MARKS[oneStopEditionAt(issuedAt)][kind];
  const { taxSlipForm, taxSlipBasis } = definition.regime;
  return { number: `Mẫu số ${taxSlipForm}`, issuedWith: `Ban hành kèm theo ${taxSlipBasis}` };
}
