import type { HandoverCommandType } from './handover-command';
import { handoverRules, notAsListed } from './handover-rules';
import type { HandoverState } from './handover-state';

/** Commands of people on a handover that is there. */
export const HANDOVER_STEPS = [
  'checkItem',
  'signHandover',
  'amendItems',
  'cancelHandover',
] as const satisfies readonly HandoverCommandType[];
export type HandoverStep = (typeof HANDOVER_STEPS)[number];

/** What a handover takes now. Only for showing; the workflow decides again. */
export function availableHandoverSteps({ status, data }: HandoverState): HandoverStep[] {
  const inTime: readonly string[] = handoverRules.allowed[status];
  const counted = notAsListed(data.items).length === 0;
  return HANDOVER_STEPS.filter((step) => inTime.includes(step) && (step !== 'signHandover' || counted));
}
