import type { Act } from '../cases/act';
import type { CaseState } from '../cases/case-state';

/**
 * Where a contractor's project stands (seed Điều 16; A7.1e, A7.3c). `new` nobody has registered yet · `registered` ·
 * `planSubmitted` its construction plan (phương án thi công) waits for approval · `working` the plan is approved, accounts may
 * be issued · `acceptanceRequested` · `accepted` (nghiệm thu), its accounts are locked · `handedOver` what was made is with
 * whom it is for · `trialRun` connected and tried · `trialPassed` · `live` and `cancelled` the two ends.
 */
export const PROJECT_STATUSES = [
  'new',
  'registered',
  'planSubmitted',
  'working',
  'acceptanceRequested',
  'accepted',
  'handedOver',
  'trialRun',
  'trialPassed',
  'live',
  'cancelled',
] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

export interface ProjectData {
  /** Whose project it is: the unit that has the work done and decides on it. */
  readonly ownerUnitId: string | null;
  readonly contractorUnitId: string | null;
  readonly registered: Act | null;
  /** The units whose data the contractor works on: no account of the project reaches beyond them. */
  readonly workUnits: readonly string[];
  readonly plan: { readonly submitted: Act; readonly approved: Act | null } | null;
  readonly acceptance: { readonly requested: Act; readonly accepted: Act | null } | null;
  /** Completed handovers of the project, oldest first. */
  readonly handovers: readonly string[];
  /** The newest trial run. */
  readonly trial: { readonly started: Act; readonly result: (Act & { readonly passed: boolean }) | null } | null;
  readonly wentLive: Act | null;
}

export const NO_PROJECT: ProjectData = {
  ownerUnitId: null,
  contractorUnitId: null,
  registered: null,
  workUnits: [],
  plan: null,
  acceptance: null,
  handovers: [],
  trial: null,
  wentLive: null,
};

export type ProjectState = CaseState<ProjectStatus, ProjectData>;
