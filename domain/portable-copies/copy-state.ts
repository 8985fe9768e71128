import type { Act } from '../cases/act';
import type { CaseState } from '../cases/case-state';
import type { DueNotice } from '../clock/due-notices';
import type { Instant, LocalDate } from '../clock/instant';
import type { CopyKind } from './copy-period';

/**
 * `new` nobody has opened it · `awaited` waits for a disk · `copying` is being written · `copied` whole on the disk, read again ·
 * `handedOver` on its way to the archive · the two ends.
 */
export const COPY_STATUSES = ['new', 'awaited', 'copying', 'copied', 'handedOver', 'archived', 'cancelled'] as const;
export type CopyStatus = (typeof COPY_STATUSES)[number];

/** What lies on the disk, every byte of it read again. */
export interface WrittenCopy {
  /** Name of the backup set. */
  readonly set: string;
  /** What it holds was committed at this instant. */
  readonly takenAt: Instant;
  /** SHA-256 of the set's manifest, hexadecimal: what is written on the minutes. */
  readonly sha256: string;
  /** Stored files on the disk. */
  readonly files: number;
  /** Stored files that are damaged here and could not be copied. */
  readonly damagedFiles: number;
  /** On the disk, encrypted. */
  readonly sizeBytes: number;
}

export interface CopyData {
  readonly kind: CopyKind | null;
  /** The regulation asks for it; else somebody wanted one more. */
  readonly regular: boolean;
  /** The period it is owed of; null: on demand. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly opened: Act | null;
  readonly dueAt: Instant | null;
  readonly notices: readonly DueNotice[];
  /** `workingDays` of the notices that fell. */
  readonly raised: readonly number[];
  /** Label of the disk it is written to. */
  readonly disk: string | null;
  /** How often a disk was put in. */
  readonly attempt: number;
  /** Code of what kept the last attempt from succeeding. */
  readonly fault: string | null;
  readonly written: WrittenCopy | null;
  readonly handedOver: Act | null;
  readonly archived: Act | null;
  /** Where in the archive it lies. */
  readonly shelf: string | null;
  /** It came into the archive after it was due. */
  readonly archivedLate: boolean;
  /** How often the archive did not take it. */
  readonly refusals: number;
}

export const NO_COPY: CopyData = {
  kind: null,
  regular: false,
  from: null,
  to: null,
  opened: null,
  dueAt: null,
  notices: [],
  raised: [],
  disk: null,
  attempt: 0,
  fault: null,
  written: null,
  handedOver: null,
  archived: null,
  shelf: null,
  archivedLate: false,
  refusals: 0,
};

export type CopyState = CaseState<CopyStatus, CopyData>;
