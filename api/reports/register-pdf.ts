import { FORM_MARKS, oneStopEditionAt } from '../../templates/documents/form-marks';
import { issuerOf, placeOfIssue } from '../../templates/documents/issuing-unit';
import { registerRowOf } from '../../templates/documents/register-row';
import { renderDocument } from '../../templates/documents/render-document';
import type { RegisterReport } from './register-report';

/** The official form, in the edition of the day it is taken out. */
export function renderRegisterPdf({ from, to, issuedAt, unit, entries }: RegisterReport): Promise<Buffer> {
  const [year, month] = from.split('-');
  return renderDocument('register-book', {
    formMark: FORM_MARKS[oneStopEditionAt(issuedAt)]['register-book'],
    issuer: issuerOf(unit),
    place: placeOfIssue(unit),
    issuedAt: issuedAt.toISOString(),
    book: from.slice(0, 7) === to.slice(0, 7) ? `${month}/${year}` : undefined,
    period: { from, to },
    rows: entries.map(registerRowOf),
  });
}
