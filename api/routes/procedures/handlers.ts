import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

export async function listProcedures(context: {
  readonly services: Services;
  readonly query: { readonly q?: string };
}): Promise<Answer> {
  const { services, query } = context;
  const wanted = withoutAccents(query.q ?? '').split(/\s+/);
  const procedures = await services.procedures.listProcedures(services.now());
  const found = procedures.filter((procedure) => {
    const text = withoutAccents(
      `${procedure.name} ${procedure.definition.shortName} ${procedure.officialCode} ${procedure.key}`,
    );
    return wanted.every((word) => text.includes(word));
  });
  return { body: { items: found.map(summarise) } };
}

export async function showProcedure(context: {
  readonly services: Services;
  readonly params: { readonly key: string };
}): Promise<Answer> {
  const { services, params } = context;
  const procedure = await services.procedures.currentProcedure(params.key, services.now());
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'This procedure is not in force.');
  return { body: describeProcedure(procedure) };
}

/** What a person fills in and hands in, by one version of the procedure. */
export function describeProcedure(procedure: ProcedureVersion) {
  const { definition, version, forms } = procedure;
  const { components, fees, regime, resultType, submissionForm } = definition;
  return {
    ...summarise(procedure),
    version,
    legalBasis: regime.legalBasis,
    resultType,
    submissionForm,
    forms,
    components: components.map(({ id, name, required, requiredWhen, original, copies, source }) => {
      return { id, name, required, requiredWhen, original, copies, source };
    }),
    fees: fees.map(({ id, name, amount, appliesWhen, legalBasis }) => ({
      id,
      name,
      amount,
      appliesWhen,
      legalBasis,
    })),
    feesPaidAt: regime.feesPaidAt,
  };
}

function summarise({ key, regime, name, officialCode, definition }: ProcedureVersion) {
  const { shortName, field } = definition;
  return { key, regime, name, shortName, officialCode, field, limit: definition.regime.limit };
}

/** Like `search_text` in the database: lower case, no accents, đ as d. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').trim();
}
