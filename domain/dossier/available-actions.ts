import type { DossierCommandType } from './dossier-command';
import type { DossierState } from './dossier-state';
import { isTerminal } from './dossier-status';

export type DossierPhase = 'new' | 'running' | 'supplement' | 'decided' | 'closed';

/** `decided`: the result is signed and registered, only its hand-over is left (public state 9). */
export function phaseOf(state: DossierState): DossierPhase {
  if (state.engine.status === 'created') return 'new';
  if (isTerminal(state.status)) return 'closed';
  if (state.supplement) return 'supplement';
  return state.deadline?.stoppedAt === undefined ? 'running' : 'decided';
}

const always = ['wake', 'completeJob', 'failJob', 'retryElement', 'recomputeDeadlines'] as const;
const fromOutside = ['receiveTaxNotices', 'receiveSlipReturn', 'recordPayment'] as const;
const taskWork = ['claimTask', 'releaseTask', 'assignTask', 'completeTask', 'returnToStep'] as const;

/** Which commands a dossier takes in each phase (domain-facts §1.4). A citizen may withdraw or stop only before the decision. */
const actionsByPhase = {
  new: ['submit'],
  running: [...taskWork, 'requestSupplement', 'refuse', 'withdraw', 'stop', 'moveDeadline', ...fromOutside, ...always],
  supplement: ['assignTask', 'releaseTask', 'receiveSupplement', 'withdraw', 'stop', ...fromOutside, ...always],
  decided: [...taskWork, 'stop', ...fromOutside, ...always],
  closed: [],
} as const satisfies Record<DossierPhase, readonly DossierCommandType[]>;

export function availableActions(state: DossierState): readonly DossierCommandType[] {
  return actionsByPhase[phaseOf(state)];
}
