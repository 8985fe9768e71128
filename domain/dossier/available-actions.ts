import type { DossierCommandType } from './dossier-command';
import type { DossierState } from './dossier-state';
import { isTerminal, publicStateOf } from './dossier-status';

export type DossierPhase = 'new' | 'running' | 'supplement' | 'signed' | 'decided' | 'closed';

/**
 * `signed`: the decision has been made (public state 9), the result is still to be registered and the clock runs.
 * `decided`: it is registered, the clock has stopped, only the hand-over is left.
 */
export function phaseOf(state: DossierState): DossierPhase {
  if (state.engine.status === 'created') return 'new';
  if (isTerminal(state.status)) return 'closed';
  if (state.supplement) return 'supplement';
  if (state.deadline?.stoppedAt !== undefined) return 'decided';
  return publicStateOf[state.status] === 9 ? 'signed' : 'running';
}

const always = ['wake', 'completeJob', 'failJob', 'retryElement', 'recomputeDeadlines'] as const;
const fromOutside = ['receiveTaxNotices', 'receiveSlipReturn', 'recordPayment'] as const;
const taskWork = ['claimTask', 'releaseTask', 'assignTask', 'completeTask'] as const;

/**
 * Which commands a dossier takes in each phase (domain-facts §1.4). A citizen may withdraw or stop only before the decision
 * (`stopByNotice`); what is registered is not sent back: no clock would run over it.
 */
const actionsByPhase = {
  new: ['submit'],
  running: [
    ...taskWork,
    'returnToStep',
    'requestSupplement',
    'refuse',
    'withdraw',
    'stop',
    'moveDeadline',
    ...fromOutside,
    ...always,
  ],
  supplement: ['assignTask', 'releaseTask', 'receiveSupplement', 'withdraw', 'stop', ...fromOutside, ...always],
  signed: [...taskWork, 'returnToStep', 'stop', 'moveDeadline', ...fromOutside, ...always],
  decided: [...taskWork, 'stop', ...fromOutside, ...always],
  closed: [],
} as const satisfies Record<DossierPhase, readonly DossierCommandType[]>;

export function availableActions(state: DossierState): readonly DossierCommandType[] {
  return actionsByPhase[phaseOf(state)];
}
