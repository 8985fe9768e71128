import type { CaseCommand } from '../cases/case-state';
import type { NoticedDue } from '../clock/due-notices';
import type { LocalDate } from '../clock/instant';
import type { CopyKind } from './copy-period';
import type { WrittenCopy } from './copy-state';

/** What a copy begins with. */
export interface CopyOrder extends NoticedDue {
  readonly kind: CopyKind;
  readonly regular: boolean;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** What may be asked of a copy on a portable disk. Reasons and words stay in the database. */
export type CopyCommand =
  | (CaseCommand<'openCopy'> & CopyOrder)
  /** The disk is in, and carries this label. */
  | (CaseCommand<'insertDisk'> & { readonly label: string })
  /** Of the installation itself: it is on the disk, and was read again. */
  | (CaseCommand<'recordCopy'> & { readonly written: WrittenCopy })
  /** Of the installation itself: it is not. */
  | (CaseCommand<'recordCopyFault'> & { readonly fault: string })
  | CaseCommand<'handOverDisk'>
  | (CaseCommand<'archiveDisk'> & { readonly shelf: string })
  | CaseCommand<'refuseDisk'>
  | CaseCommand<'cancelCopy'>;

export type CopyCommandType = CopyCommand['type'];

export type CopyEvent =
  | ({ readonly type: 'CopyOpened'; readonly by: string } & CopyOrder)
  | { readonly type: 'DiskInserted'; readonly label: string; readonly by: string }
  | { readonly type: 'CopyWritten'; readonly written: WrittenCopy }
  | { readonly type: 'CopyFailed'; readonly fault: string }
  | { readonly type: 'DiskHandedOver'; readonly by: string }
  | { readonly type: 'DiskArchived'; readonly shelf: string; readonly by: string }
  | { readonly type: 'DiskRefused'; readonly by: string }
  | { readonly type: 'CopyCancelled'; readonly by: string }
  /** A reminder before it is due; from 0 on it is late. */
  | { readonly type: 'NoticeFell'; readonly workingDays: number };
