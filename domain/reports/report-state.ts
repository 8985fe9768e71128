import type { Act } from '../cases/act';
import type { CaseState } from '../cases/case-state';
import type { LocalDate } from '../clock/instant';
import type { DueNotice } from '../clock/due-notices';
import type { ReportPeriod } from './report-period';

/**
 * `new` nobody has opened it · `collecting` its figures are being drawn up · `drafted` its author works on it ·
 * `submitted` waits for the signature · `signed` · `sent` to those it is owed to · the two ends.
 */
export const REPORT_STATUSES = [
  'new',
  'collecting',
  'drafted',
  'submitted',
  'signed',
  'sent',
  'accepted',
  'cancelled',
] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Figures as they were drawn up: the text stays in the database, and this says which it was. */
export interface DrawnFigures {
  readonly submission: string;
  /** SHA-256 of their canonical JSON, in hexadecimal. */
  readonly sha256: string;
  /** Epoch ms. */
  readonly asOf: number;
}

export interface ReportData {
  /** Whose report it is. */
  readonly unitId: string | null;
  /** Who takes it; null: somebody outside, the provincial People's Committee and the Ministry (A11.8). */
  readonly receiverUnitId: string | null;
  readonly period: ReportPeriod | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly opened: Act | null;
  /** Epoch ms. */
  readonly dueAt: number | null;
  readonly notices: readonly DueNotice[];
  /** `workingDays` of the notices that fell. */
  readonly raised: readonly number[];
  readonly figures: DrawnFigures | null;
  /** Submission of the newest assessment in words. */
  readonly remarks: string | null;
  readonly submitted: Act | null;
  readonly signed: Act | null;
  /** It was sent after it was due, once. */
  readonly sentLate: boolean;
  readonly sent: Act | null;
  readonly accepted: Act | null;
  /** How often it came back. */
  readonly sentBack: number;
}

export const NO_REPORT: ReportData = {
  unitId: null,
  receiverUnitId: null,
  period: null,
  from: null,
  to: null,
  opened: null,
  dueAt: null,
  notices: [],
  raised: [],
  figures: null,
  remarks: null,
  submitted: null,
  signed: null,
  sentLate: false,
  sent: null,
  accepted: null,
  sentBack: 0,
};

export type ReportState = CaseState<ReportStatus, ReportData>;
