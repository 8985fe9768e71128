import type { ProcedureDefinition } from '../../db/schema/procedure-definition';
import { evaluateFeel } from '../../domain/expression/feel';
import type { Variables } from '../../domain/json';
import type { Fee } from '../../templates/documents/document-data';

/** The fees that the procedure asks of this applicant (fee table of the regime, đồng). */
export function dueFees(definition: ProcedureDefinition, form: Readonly<Record<string, unknown>>): Fee[] {
  const { type } = (form.applicant ?? {}) as { type?: string };
  const subject = type === 'ORGANISATION' ? 'organisation' : 'individual';
  return definition.fees
    .filter((fee) => fee.subject === undefined || fee.subject === subject)
    .filter(
      ({ appliesWhen }) => appliesWhen === undefined || evaluateFeel({ feel: appliesWhen }, form as Variables) === true,
    )
    .map(({ name, amount }) => ({ name, amountVnd: amount }));
}
