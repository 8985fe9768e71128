/** Which fact of today shows that a rule is kept; each is asked for in `api/routes/compliance/evidence.ts`. */
export const EVIDENCE_IDS = [
  'accountWeek',
  'auditLog',
  'backupDaily',
  'backupProved',
  'deadlines',
  'departures',
  'incidentLimits',
  'interruption',
  'links',
  'portableCopies',
  'probes',
  'projectAccounts',
  'reportsDue',
  'review',
  'rightsTwice',
] as const;
export type EvidenceId = (typeof EVIDENCE_IDS)[number];

/** A test that shows that a rule is kept: its file and (a part of) its name. */
export type RuleTest = readonly [file: string, name: string];

/** A rule of the regulation (A11.9): what it says, what of the program enforces it, and what shows it. */
export interface RegulationRule {
  /** `A7.3a` = Article 7, clause 3, point a; several that stand for one thing together as the table of rules has them. */
  readonly id: string;
  /** In short, in Vietnamese, as the regulation's readers know it. */
  readonly text: string;
  /** Files; none: nothing enforces it yet. */
  readonly enforcedBy: readonly string[];
  readonly tests: readonly RuleTest[];
  /** What of it the program does not do yet, in Vietnamese. */
  readonly missing?: string;
  readonly evidence?: readonly EvidenceId[];
}
