import type { Action } from '../../../domain/access/access-table';
import type { CopyStep } from '../../../domain/portable-copies/available-copy-steps';

/** Which right each step takes. */
export const COPY_STEP_ACTIONS = {
  insertDisk: 'copy.make',
  handOverDisk: 'copy.make',
  archiveDisk: 'copy.archive',
  refuseDisk: 'copy.archive',
  cancelCopy: 'copy.make',
} as const satisfies Record<CopyStep, Action>;
