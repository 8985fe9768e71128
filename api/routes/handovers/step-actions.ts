import type { Action } from '../../../domain/access/access-table';
import type { HandoverStepName } from './step-handlers';

/** Which right each step takes: the list is the giver's, counting the receiver's, and each side signs for itself. */
export const HANDOVER_STEP_ACTIONS = {
  checkItem: 'handover.receive',
  signAsReceiver: 'handover.receive',
  signAsGiver: 'handover.give',
  amendItems: 'handover.give',
  cancelHandover: 'handover.give',
} as const satisfies Record<HandoverStepName, Action>;
