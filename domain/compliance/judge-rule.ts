import type { EvidenceId, RegulationRule } from './regulation-rule';

/** How a fact of today stands to the rules it is evidence for. */
export const EVIDENCE_STATES = ['green', 'late', 'broken'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/**
 * How a rule stands today: `broken` when something was to be and is not, or nothing enforces it; `late` when something is due; `partly`
 * when what the program does of it is done, and the rest is not built.
 */
export const RULE_STATES = ['green', 'partly', 'late', 'broken'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** @param evidence what is known today; a fact that could not be found out counts as broken */
export function judgeRule(rule: RegulationRule, evidence: ReadonlyMap<EvidenceId, EvidenceState>): RuleState {
  if (rule.enforcedBy.length === 0 || rule.tests.length === 0) return 'broken';
  const states = (rule.evidence ?? []).map((id) => evidence.get(id) ?? 'broken');
  if (states.includes('broken')) return 'broken';
  if (states.includes('late')) return 'late';
  return rule.missing === undefined ? 'green' : 'partly';
}
