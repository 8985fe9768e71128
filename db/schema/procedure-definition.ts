import type { ApologyRule } from '../../domain/clock/apology';
import type { TimeLimit } from '../../domain/clock/time-limit';
import type { SupplementRule } from '../../domain/dossier/procedure-content';

/** The settings of one procedure under one legal regime: `procedure.json` with the regime picked out. */
export interface ProcedureDefinition {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly field: { readonly code: string; readonly name: string };
  /** Id of the BPMN process. */
  readonly process: string;
  /** Id of the form a dossier is submitted with. */
  readonly submissionForm: string;
  readonly taskForms: readonly string[];
  readonly jurisdiction: Jurisdiction;
  readonly resultType: { readonly id: string; readonly name: string };
  /** The step that answers for the certificate's restrictions when it sets `variable` to true; absent where none matter. */
  readonly landFinding?: { readonly element: string; readonly variable: string };
  readonly routing: readonly RoutingVariable[];
  readonly components: readonly DossierComponentRule[];
  readonly fees: readonly FeeRule[];
  readonly regime: RegimeDefinition;
}

export type Subject = 'individual' | 'organisation';

export interface Jurisdiction {
  /** In words: where people hand it in. */
  readonly receive: string;
  /** Who may ask for it, and which unit then works on it; a subject without a rule is not received. */
  readonly handle: readonly JurisdictionRule[];
  /** Whose heads get the steps with `unit` = `signing`. */
  readonly sign: readonly JurisdictionRule[];
}

/** Which kind of unit acts for a subject; `by` names the form field that picks the unit among several. */
export interface JurisdictionRule {
  readonly subject: Subject;
  readonly unit: 'branch' | 'landRegistrationOffice';
  readonly by?: string;
}

/** A variable that may enter the workflow, and the element or message that sets it. */
export interface RoutingVariable {
  readonly name: string;
  readonly type: 'boolean' | 'string' | 'number';
  readonly from: string;
}

/** A paper of the dossier; `requiredWhen` is FEEL over the submission form. */
export interface DossierComponentRule {
  readonly id: string;
  readonly name: string;
  readonly required?: boolean;
  readonly requiredWhen?: string;
  readonly original: boolean;
  readonly copies: number;
  readonly source: 'paper' | 'eCopy' | 'nationalDb';
  /** Name of the regime's setting that says when the original is handed in. */
  readonly handedIn?: 'originalCertificateAt';
  /** How the one-stop system calls it. */
  readonly oneStopCode?: string;
}

/** `amount` in đồng for a dossier; `appliesWhen` is FEEL over the submission form. */
export interface FeeRule {
  readonly id: string;
  readonly name: string;
  readonly amount: number;
  readonly subject?: Subject;
  readonly appliesWhen?: string;
  readonly legalBasis: string;
  readonly unverified?: boolean;
}

export interface RegimeDefinition {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`, both days included; `null`: still in force. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly officialCode: string;
  readonly formNumber: string;
  /** Number of the form and what it was issued with, as the slip shows them. */
  readonly taxSlipForm: string;
  readonly taxSlipBasis: string;
  readonly legalBasis: readonly string[];
  readonly limit: TimeLimit;
  /** On top of the limit for remote, mountain and difficult communes. */
  readonly remoteExtra: TimeLimit;
  readonly supplement: SupplementRule;
  readonly apology: ApologyRule;
  /** How long the tax office has to answer, and the office to send the slip from a complete dossier on. */
  readonly tax: { readonly answer: TimeLimit; readonly slip: TimeLimit };
  readonly thresholds: readonly number[];
  readonly nearDue: { readonly fraction: number; readonly hours: number };
  readonly dueHour: string;
  readonly sameDayCutOff: string;
  readonly originalCertificateAt: 'filing' | 'result';
  readonly feesPaidAt: 'filing' | 'result';
  /** Settings that still have to be checked against the legal text. */
  readonly unverified: readonly string[];
}

/** A form as JSON Schema draft-07 and its layout for react-jsonschema-form. */
export interface ProcedureForm {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly uiSchema: Readonly<Record<string, unknown>>;
}

/** By form id. */
export type ProcedureForms = Readonly<Record<string, ProcedureForm>>;
