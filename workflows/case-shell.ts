import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
  type Workflow,
} from '@temporalio/workflow';
import { caseCommitOf } from '../domain/cases/case-commit';
import type { AnyCaseRules } from '../domain/cases/case-rules';
import type { CaseAnswer, CaseCommand, CaseData, CaseEvent, CaseState } from '../domain/cases/case-state';
import { decideCase, initialCase, WAKE, type CaseDecision } from '../domain/cases/decide-case';
import { Refusal } from '../domain/refusal';
import { commitCase } from './activity-proxies';
import { caseStateQuery, caseUpdate, type CaseInput } from './messages';
import { commits } from './commit-sinks';
import { failTaskWhenFenced } from './fenced-commit';

/** The server ends a run at 2,000 updates; the next run begins well before. */
const UPDATES_PER_RUN = 1_500;

/**
 * One case, for as many years as it takes: a thin shell around the rules of its kind. As for a dossier (`dossier-shell.ts`,
 * D1–D4): decisions are synchronous, commits run in the order of their numbers, and nothing but an `ApplicationFailure`
 * leaves a handler.
 */
export async function runCase<F extends Workflow>(rules: AnyCaseRules, input: CaseInput): Promise<void> {
  let state: CaseState = input.kind === 'new' ? initialCase(rules, input.id) : input.state;
  let updates = 0;
  let commitsOpen = 0;
  let commitsDone: Promise<void> = Promise.resolve();

  function decide(command: CaseCommand): CaseDecision<string, CaseData, CaseEvent> {
    try {
      return decideCase(rules, state, command, Date.now());
    } catch (error) {
      if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.message, error.code, error.details);
      const message = error instanceof Error ? error.message : String(error);
      throw ApplicationFailure.nonRetryable(message, 'CASE_FAULT');
    }
  }

  async function carryOut(command: CaseCommand): Promise<CaseAnswer> {
    const decision = decide(command);
    if (decision.state === state) {
      // The first request with this key may not be written yet: nobody is told of what is not.
      await commitsDone;
      return decision.answer;
    }
    const commit = caseCommitOf(rules, command, decision, Date.now());
    state = decision.state;
    if (workflowInfo().unsafe.isReplaying) commits.caseReplayed(commit);
    commitsOpen += 1;
    const mine = commitsDone.then(() => commitCase(commit)).catch(failTaskWhenFenced);
    commitsDone = mine;
    try {
      await mine;
    } finally {
      commitsOpen -= 1;
    }
    return decision.answer;
  }

  // All handlers stand before the first await: an update without a handler would be rejected.
  for (const type of new Set(Object.values(rules.allowed).flat())) {
    setHandler(
      caseUpdate(type),
      (command: CaseCommand) => {
        updates += 1;
        return carryOut(command);
      },
      { validator: (command: CaseCommand) => void decide(command) },
    );
  }
  setHandler(caseStateQuery, () => state);

  const isClosed = () => rules.terminal.includes(state.status);
  const mustContinueAsNew = () => workflowInfo().continueAsNewSuggested || updates >= UPDATES_PER_RUN;
  // A case that has not begun, or is begun again, waits for the command it was started for; a refused one leaves nothing.
  const isIdle = () => state.seq === 0 || isClosed();
  if (isIdle() && !(await condition(() => !isIdle() || updates > 0, '1 minute'))) return;
  while (!isClosed() && !mustContinueAsNew()) {
    const dueAt = rules.nextDue(state);
    const changed = () => isClosed() || mustContinueAsNew() || isEarlier(rules.nextDue(state), dueAt);
    if (dueAt === undefined) await condition(changed);
    // Lazy: a timer is set anew only for an earlier instant; one that fires too early just looks again.
    else if (!(await condition(changed, Math.max(dueAt - Date.now(), 1))))
      await carryOut({ type: WAKE, requestKey: `wake/${state.seq + 1}`, actor: { id: 'system' } });
  }
  await condition(() => allHandlersFinished() && commitsOpen === 0);
  if (isClosed()) return;
  await continueAsNew<F>(...([{ kind: 'resume', state }] as unknown as Parameters<F>));
}

function isEarlier(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && (b === undefined || a < b);
}
