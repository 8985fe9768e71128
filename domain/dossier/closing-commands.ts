import { dueInstant } from '../clock/time-limit';
import { nextTimer } from '../engine/state';
import { Refusal } from '../refusal';
import { phaseOf } from './available-actions';
import type { DossierCommand, StopCause } from './dossier-command';
import type { DossierStep } from './dossier-step';
import { refuseOthersTask } from './task-commands';

/** Asks the citizen for what is missing, at any step; the dossier comes back to that step (domain-facts §1.4, form 02). */
export function requestSupplement(
  step: DossierStep,
  command: Extract<DossierCommand, { type: 'requestSupplement' }>,
): void {
  refuseOthersTask(step.task(command.task), command.actor.id);
  const { supplement } = step.context.procedure.rules;
  if (step.state.supplementRequests >= supplement.maxRequests) {
    throw new Refusal('SUPPLEMENT_ALREADY_REQUESTED', 'A supplement may be asked only once, completely.', {
      maxRequests: supplement.maxRequests,
    });
  }
  const windowEndsAt = dueInstant(step.context.calendar, supplement.window, step.now);
  step.state.supplementRequests += 1;
  step.state.supplement = { requestedAt: step.now, windowEndsAt };
  step.record({ type: 'SupplementRequested', windowEndsAt });
}

export function receiveSupplement(step: DossierStep): void {
  delete step.state.supplement;
  step.record({ type: 'SupplementReceived' });
}

export function refuseDossier(step: DossierStep): void {
  step.record({ type: 'RefusalDecided' });
  end(step, 'refusal', {});
}

export function withdrawDossier(step: DossierStep): void {
  step.record({ type: 'WithdrawalRequested' });
  end(step, 'withdrawal', {});
}

/** A written notice of an authority, or the citizen's own request while no decision has been made (TT 03/2025 Đ7). */
export function stopByNotice(step: DossierStep, cause: StopCause): void {
  const phase = phaseOf(step.state);
  if (cause === 'CITIZEN_REQUEST' && (phase === 'signed' || phase === 'decided')) {
    throw new Refusal('ACTION_NOT_ALLOWED', 'A citizen may stop a dossier only before the decision.');
  }
  stopDossier(step, cause);
}

function stopDossier(step: DossierStep, cause: StopCause): void {
  step.record({ type: 'StopNoticeReceived', cause });
  end(step, 'stop-notice', { stopReason: cause });
}

/** Timers that came due: those of the procedure, and the end of the citizen's window. */
export function wakeUp(step: DossierStep): void {
  const { supplement } = step.state;
  if (supplement && supplement.windowEndsAt <= step.now) {
    step.record({ type: 'SupplementExpired' });
    stopDossier(step, 'SUPPLEMENT_EXPIRED');
  }
  for (;;) {
    const timer = step.state.engine.status === 'running' ? nextTimer(step.state.engine) : undefined;
    if (!timer || timer.dueAt > step.now) return;
    step.runEngine({ type: 'fireTimer', timer: timer.id });
  }
}

/** The procedure itself says how it ends (a boundary message); one that does not listen is cancelled. */
function end(step: DossierStep, message: string, variables: Record<string, string>): void {
  delete step.state.supplement;
  if (step.awaits(message)) step.sendMessage(message, variables);
  else step.runEngine({ type: 'cancel', reason: message });
}
