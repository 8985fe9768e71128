import type { IncidentClock } from './incident-clock';
import type { StopMode, StoppableFunction } from './stoppable-functions';

/**
 * Kinds of incident, by what the regulation asks of each (seed A19.3b–d, A14.4, domain-facts §8). `softwareMaintenance` is what
 * the vendor's own work brought about (A19.2), `backupFailure` a backup that did not come about (A18.1).
 */
export const INCIDENT_CLASSES = [
  'dataLoss',
  'dbmsOrOsFailure',
  'hardwareFailure',
  'softwareMaintenance',
  'linkFailure',
  'backupFailure',
  'accountLeak',
  'personalDataLeak',
] as const;
export type IncidentClass = (typeof INCIDENT_CLASSES)[number];

/** "Tùy theo mức độ của sự cố" (A19.1c): who has to be told grows with it. */
export const SEVERITIES = ['minor', 'serious', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who has to mend it: the data centre (A19.1), the vendor (A19.2), or Sở for its own accounts and data. */
export const DUTY_HOLDERS = ['dataCentre', 'vendor', 'department'] as const;
export type DutyHolder = (typeof DUTY_HOLDERS)[number];

export const LEADERS = ['dataCentreLeadership', 'departmentLeadership'] as const;
export type Leader = (typeof LEADERS)[number];

/** `new` nobody has reported yet · `open` · `fixed` data and function are back, papers to be done · the two ends. */
export const INCIDENT_STATUSES = ['new', 'open', 'fixed', 'closed', 'dismissed'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const INCIDENT_SOURCES = ['person', 'backup', 'link', 'account', 'probe'] as const;
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

export const MEASURE_KINDS = ['containment', 'fix'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export interface StoppedFunction {
  readonly mode: StopMode;
  /** Epoch ms. */
  readonly since: number;
  readonly by: string;
}

export interface UnitsNotice {
  /** When they were told last, epoch ms. */
  readonly at: number;
  readonly expectedFixAt: number;
  /** The expected time has passed and no other was given. */
  readonly passed: boolean;
  /** How often a time was given. */
  readonly count: number;
}

export interface IncidentData {
  readonly class: IncidentClass | null;
  readonly severity: Severity | null;
  readonly source: IncidentSource;
  readonly reportedBy: string | null;
  /** Epoch ms; what the limits of A19.3b and c count from. */
  readonly detectedAt: number | null;
  readonly reportedAt: number | null;
  readonly personalData: boolean;
  readonly duty: DutyHolder;
  readonly affectedUnits: readonly string[];
  readonly clocks: readonly IncidentClock[];
  /** Since when the service is interrupted, epoch ms; `null` while it is not. */
  readonly interruptedSince: number | null;
  readonly hardwareFixedAt: number | null;
  readonly stops: Readonly<Partial<Record<StoppableFunction, StoppedFunction>>>;
  readonly notice: UnitsNotice | null;
  readonly leadersTold: readonly Leader[];
  readonly measures: Readonly<Record<MeasureKind, number>>;
  readonly authorityNotifiedAt: number | null;
  /** Submission holding the newest quick report. */
  readonly quickReport: string | null;
  readonly fixedAt: number | null;
  /** Follow-ups of the root cause: how many, and which are done; `null` before the cause is known. */
  readonly followUps: { readonly count: number; readonly done: readonly number[] } | null;
}

export const NO_INCIDENT: IncidentData = {
  class: null,
  severity: null,
  source: 'person',
  reportedBy: null,
  detectedAt: null,
  reportedAt: null,
  personalData: false,
  duty: 'dataCentre',
  affectedUnits: [],
  clocks: [],
  interruptedSince: null,
  hardwareFixedAt: null,
  stops: {},
  notice: null,
  leadersTold: [],
  measures: { containment: 0, fix: 0 },
  authorityNotifiedAt: null,
  quickReport: null,
  fixedAt: null,
  followUps: null,
};
