import type { ProcedureVersion } from '../../../db/repositories/procedure-repository';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

export async function listProcedureVersions({ services }: { readonly services: Services }): Promise<Answer> {
  const rows = await services.procedures.listCurrentVersions(services.now());
  return {
    body: {
      items: rows.map(({ definition, forms: _forms, ...row }) => ({
        ...row,
        shortName: definition.shortName,
        field: definition.field,
        regimeName: definition.regime.name,
        unverified: definition.regime.unverified.length + definition.fees.filter((fee) => fee.unverified).length,
      })),
    },
  };
}

/** One procedure under one regime with everything it consists of; a version once published never changes. */
export async function showDefinition(context: {
  readonly services: Services;
  readonly params: { readonly key: string; readonly regime: string };
  readonly query: { readonly version?: string };
}): Promise<Answer> {
  const { params, query } = context;
  const { procedures } = context.services;
  const { key, regime } = params;
  const procedure =
    query.version === undefined
      ? await procedures.currentVersion(key, regime)
      : await procedures.procedureVersion(key, regime, query.version);
  if (!procedure) throw new ApiRefusal('PROCEDURE_NOT_FOUND', 'There is no such procedure.');
  const { version } = procedure;
  const [content, bpmn, versions] = await Promise.all([
    procedures.procedureContent(version),
    procedures.readBpmn({ key, regime, version }),
    procedures.listVersions(key, regime),
  ]);
  if (!content || bpmn === undefined) throw new Error(`version ${version} of ${key} is not stored whole`);
  return { body: { ...describeDefinition(procedure), steps: describeSteps(content), bpmn, versions } };
}

function describeDefinition({ definition, forms, ...version }: ProcedureVersion) {
  const { regime, components, fees, shortName, field, resultType, submissionForm, jurisdiction } = definition;
  const { formNumber, taxSlipForm, taxSlipBasis, legalBasis, originalCertificateAt, feesPaidAt, unverified } = regime;
  return {
    ...version,
    regimeName: regime.name,
    ...{ shortName, field, resultType, submissionForm, forms },
    receive: jurisdiction.receive,
    ...{ formNumber, taxSlipForm, taxSlipBasis, legalBasis, originalCertificateAt, feesPaidAt, unverified },
    limits: {
      limit: regime.limit,
      remoteExtra: regime.remoteExtra,
      supplementWindow: regime.supplement.window,
      supplementClock: regime.supplement.clock,
      supplementRequests: regime.supplement.maxRequests,
      apologies: regime.apology.maxTimes,
      taxAnswer: regime.tax.answer,
      taxSlip: regime.tax.slip,
      thresholds: regime.thresholds,
      nearDue: regime.nearDue,
      dueHour: regime.dueHour,
      sameDayCutOff: regime.sameDayCutOff,
    },
    components: components.map(({ id, name, required, requiredWhen, original, copies, source }) => {
      return { id, name, required: required === true, requiredWhen: requiredWhen ?? null, original, copies, source };
    }),
    fees: fees.map(({ id, name, amount, appliesWhen, legalBasis: basis, unverified: unchecked }) => {
      return { id, name, amount, appliesWhen: appliesWhen ?? null, legalBasis: basis, unverified: unchecked === true };
    }),
  };
}

function describeSteps({ graph }: ProcedureContent) {
  return Object.values(graph.nodes).flatMap((node) => {
    if (node.kind !== 'userTask') return [];
    const { unit, targetDays, notSameAs } = node.properties;
    const { candidateGroups: group = { text: 'officer' } } = node;
    return [
      {
        element: node.id,
        name: node.name ?? node.id,
        role: 'text' in group ? group.text : `= ${group.feel}`,
        unit: unit ?? null,
        targetDays: targetDays ?? null,
        notSameAs: notSameAs ?? null,
        form: node.formId ?? null,
      },
    ];
  });
}
