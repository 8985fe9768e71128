import { nextTimer } from '../engine/state';
import { cloneJson } from '../json';
import { Refusal } from '../refusal';
import { availableActions, phaseOf } from './available-actions';
import {
  receiveSupplement,
  refuseDossier,
  requestSupplement,
  stopByNotice,
  wakeUp,
  withdrawDossier,
} from './closing-commands';
import { moveDeadline, recomputeDeadlines, startClock, updateClock } from './dossier-clock';
import type { DossierCommand } from './dossier-command';
import type { DossierEntry } from './dossier-log';
import { REMEMBERED_ANSWERS, type DossierAnswer, type DossierState } from './dossier-state';
import { DossierStep, type DossierContext } from './dossier-step';
import { completeJob, refuseForeignVariables } from './routing-variables';
import { assignTask, claimTask, completeTask, releaseTask, returnToStep } from './task-commands';
import { receiveSlipReturn, receiveTaxNotices, recordPayment } from './tax-commands';

export interface DossierDecision {
  readonly state: DossierState;
  /** What happened; empty for a request answered before. */
  readonly entries: readonly DossierEntry[];
  readonly answer: DossierAnswer;
}

/**
 * All rules of a running dossier: what a command leads to, or why it is refused. Pure.
 * @param now epoch ms
 * @throws Refusal with a stable code; nothing has changed then
 */
export function decideDossier(
  context: DossierContext,
  state: DossierState,
  command: DossierCommand,
  now: number,
): DossierDecision {
  const earlier = state.answered.find((answered) => answered.key === command.requestKey);
  if (earlier) return { state, entries: [], answer: earlier.answer };
  try {
    refuseUnseen(state, command);
    if (!availableActions(state).includes(command.type))
      throw new Refusal('ACTION_NOT_ALLOWED', `A dossier that is ${phaseOf(state)} takes no ${command.type}.`);
    const step = new DossierStep(context, cloneJson(state), command, now);
    carryOut(step, command);
    updateClock(step);
    step.updateStatus();
    return finish(step);
  } catch (error) {
    throw error instanceof Refusal ? withWhereabouts(error, state) : error;
  }
}

/** Who decides on what he has seen is refused when it is no longer so. */
function refuseUnseen(state: DossierState, { expectedSeq }: DossierCommand): void {
  if (expectedSeq === undefined || expectedSeq === state.seq) return;
  throw new Refusal('VERSION_CONFLICT', 'There is a newer version: read it, then decide.', { current: state.seq });
}

/** Every refusal says where the dossier stands and what it takes now, whatever else it says. */
function withWhereabouts({ code, message, details }: Refusal, state: DossierState): Refusal {
  const whereabouts = { status: state.status, phase: phaseOf(state), allowed: availableActions(state) };
  return new Refusal(code, message, { ...details, ...whereabouts });
}

/** When the dossier wants to be woken next (epoch ms): one wake-up for all its timers. */
export function nextWakeAt(state: DossierState): number | undefined {
  const timer = state.engine.status === 'running' ? nextTimer(state.engine)?.dueAt : undefined;
  const window = state.supplement?.windowEndsAt;
  if (timer === undefined || window === undefined) return timer ?? window;
  return Math.min(timer, window);
}

/** What a command is answered with: where the dossier stands and what is open. */
export function answerFrom(state: DossierState): DossierAnswer {
  return {
    seq: state.seq,
    status: state.status,
    openTasks: Object.values(state.tasks).map(({ instance, element, assignee }) => ({
      instance,
      element,
      ...(assignee === undefined ? {} : { assignee }),
    })),
  };
}

function carryOut(step: DossierStep, command: DossierCommand): void {
  switch (command.type) {
    case 'submit':
      refuseForeignVariables(step, command.variables);
      step.record({ type: 'DossierSubmitted' });
      startClock(step);
      return step.runEngine({ type: 'start', variables: command.variables });
    case 'claimTask':
      return claimTask(step, command);
    case 'releaseTask':
      return releaseTask(step, command);
    case 'assignTask':
      return assignTask(step, command);
    case 'completeTask':
      return completeTask(step, command);
    case 'returnToStep':
      return returnToStep(step, command);
    case 'requestSupplement':
      return requestSupplement(step, command);
    case 'receiveSupplement':
      return receiveSupplement(step);
    case 'refuse':
      return refuseDossier(step);
    case 'withdraw':
      return withdrawDossier(step);
    case 'stop':
      return stopByNotice(step, command.cause);
    case 'moveDeadline':
      return moveDeadline(step, command);
    case 'recordPayment':
      return recordPayment(step, command);
    case 'receiveTaxNotices':
      return receiveTaxNotices(step, command);
    case 'receiveSlipReturn':
      return receiveSlipReturn(step, command);
    case 'completeJob':
      return completeJob(step, command);
    case 'failJob':
      return step.runEngine({ type: 'failJob', instance: command.job, message: command.message });
    case 'retryElement':
      return step.runEngine({ type: 'retry', instance: command.instance });
    case 'wake':
      return wakeUp(step);
    case 'recomputeDeadlines':
      return recomputeDeadlines(step);
  }
}

function finish(step: DossierStep): DossierDecision {
  const { state, entries, command } = step;
  state.seq += 1;
  const ignored = entries.length > 0 && entries.every(({ type }) => type === 'MessageIgnored');
  const answer = { ...answerFrom(state), ...(ignored ? { ignored } : {}) };
  state.answered = [...state.answered.slice(1 - REMEMBERED_ANSWERS), { key: command.requestKey, answer }];
  return { state, entries, answer };
}
