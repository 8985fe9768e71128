import type { Completeness } from '../../contracts/draft.schema';
import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import type { HandedInComponent } from '../../db/schema/draft.table';
import type { DossierComponentRule, FeeRule } from '../../db/schema/procedure-definition';
import { evaluateFeel, ExpressionFailure } from '../../domain/expression/feel';
import type { Variables } from '../../domain/json';
import type { FormValidators } from '../form-validators';

/** What a person or a partner has put together so far. */
export interface DraftContent {
  readonly form: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, HandedInComponent>>;
  /** Uploaded files by component id. */
  readonly fileCounts: Readonly<Record<string, number>>;
}

/**
 * Is the dossier complete under the procedure? (NĐ 61/2018 Đ17, NĐ 118/2025: received only when complete.) A component
 * is there when its copies were handed in or its scan is attached; what the office looks up itself is never missing.
 */
export function checkCompleteness(
  forms: FormValidators,
  procedure: ProcedureVersion,
  draft: DraftContent,
): Completeness {
  const { definition } = procedure;
  const form = draft.form as Variables;
  const missing = definition.components
    .filter((rule) => rule.source !== 'nationalDb' && isRequired(rule, form))
    .map((rule) => ({
      componentId: rule.id,
      name: rule.name,
      needed: Math.max(1, rule.copies),
      given: draft.components[rule.id]?.copies ?? 0,
    }))
    .filter(({ componentId, needed, given }) => given < needed && (draft.fileCounts[componentId] ?? 0) === 0);
  const errors = forms.check(procedure, definition.submissionForm, draft.form);
  const fees = dueFees(definition.fees, draft.form).map(({ id, name, amount }) => ({ id, name, amount }));
  return {
    complete: missing.length === 0 && errors.length === 0,
    missing,
    errors: [...errors],
    fees: {
      total: fees.reduce((total, { amount }) => total + amount, 0),
      paidAt: definition.regime.feesPaidAt,
      items: fees,
    },
  };
}

/** The fees of a procedure that its form asks for. */
export function dueFees(fees: readonly FeeRule[], form: Readonly<Record<string, unknown>>): readonly FeeRule[] {
  return fees.filter((fee) => isDue(fee, form as Variables));
}

function isRequired(rule: DossierComponentRule, form: Variables): boolean {
  return rule.requiredWhen === undefined ? rule.required === true : holds(rule.requiredWhen, form);
}

function isDue(fee: FeeRule, form: Variables): boolean {
  const { type } = (form.applicant ?? {}) as { readonly type?: unknown };
  const subject = type === 'ORGANISATION' ? 'organisation' : 'individual';
  if (fee.subject !== undefined && fee.subject !== subject) return false;
  return fee.appliesWhen === undefined || holds(fee.appliesWhen, form);
}

/** A half-filled form may not answer the question yet: then the condition does not hold, and the form itself is reported. */
function holds(expression: string, form: Variables): boolean {
  try {
    return evaluateFeel({ feel: expression }, form) === true;
  } catch (error) {
    if (error instanceof ExpressionFailure) return false;
    throw error;
  }
}
