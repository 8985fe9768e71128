import type { ProcessGraph } from '../bpmn/process-graph';
import type { ApologyRule } from '../clock/apology';
import type { TimeLimit } from '../clock/time-limit';

/** How a supplement request works in a regime (domain-facts §1.4, §3.1). */
export interface SupplementRule {
  /** Time the citizen has; then the dossier is stopped (form 05 of 2025). */
  readonly window: TimeLimit;
  /** `restart`: the legal time is counted from the start again; `resume`: what was left goes on. */
  readonly clock: 'restart' | 'resume';
  /** "Asked once, complete": how often it may be asked. */
  readonly maxRequests: number;
}

/** The rules of one procedure under one legal regime that the running dossier needs. */
export interface ProcedureRules {
  readonly limit: TimeLimit;
  readonly dueHour: string;
  /** What comes in later counts from the next working day, for a limit of the same day; absent in older contents. */
  readonly sameDayCutOff?: string;
  readonly supplement: SupplementRule;
  /** Absent in older contents: once, and nothing said about when. */
  readonly apology?: ApologyRule;
  /** Percent of the allowed time at which an escalation is raised. */
  readonly thresholds: readonly number[];
  readonly nearDue: { readonly fraction: number; readonly hours: number };
  /** The only variables that may enter a workflow. */
  readonly routing: readonly string[];
}

/**
 * What a dossier workflow runs by: pinned at submission by content hash, never read as "the latest".
 * `format` is the first key on purpose: the payload codec recognises it and stores the content once.
 */
export interface ProcedureContent {
  readonly format: 'sodo-procedure/1';
  readonly key: string;
  readonly regime: string;
  readonly rules: ProcedureRules;
  readonly graph: ProcessGraph;
}
