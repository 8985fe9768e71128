import type { CopyCommandType } from './copy-command';
import { copyRules } from './copy-rules';
import type { CopyState } from './copy-state';

/** Commands of people on a copy that is there. */
export const COPY_STEPS = [
  'insertDisk',
  'handOverDisk',
  'archiveDisk',
  'refuseDisk',
  'cancelCopy',
] as const satisfies readonly CopyCommandType[];
export type CopyStep = (typeof COPY_STEPS)[number];

/** What a copy takes now of this person. Only for showing; the workflow decides again. */
export function availableCopySteps({ status, data }: CopyState, by: string): CopyStep[] {
  const inTime: readonly string[] = copyRules.allowed[status];
  return COPY_STEPS.filter((step) => {
    if (step === 'cancelCopy' && data.regular) return false;
    if (step === 'archiveDisk' && data.handedOver?.by === by) return false;
    return inTime.includes(step);
  });
}
