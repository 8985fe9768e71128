import { ApplicationFailure, condition, log, workflowInfo } from '@temporalio/workflow';
import type { CalendarContent } from '../contracts/content';
import { jobAnswerKey } from '../contracts/ids';
import { answerFrom, decideDossier, type DossierDecision } from '../domain/dossier/decide-dossier';
import { commitOf } from '../domain/dossier/dossier-commit';
import type { DossierCommand } from '../domain/dossier/dossier-command';
import { localJobs, openLocalJobs, type LocalJob } from '../domain/dossier/dossier-effects';
import type { DossierAnswer, DossierState } from '../domain/dossier/dossier-state';
import type { DossierContext } from '../domain/dossier/dossier-step';
import type { ProcedureContent } from '../domain/dossier/procedure-content';
import { Refusal } from '../domain/refusal';
import { commitStep, runLocalJob } from './activity-proxies';
import { commits } from './commit-sinks';
import { failTaskWhenFenced, StepToBeDecidedAnew } from './fenced-commit';

/**
 * Carries commands out one after another.
 *
 * Invariants
 *  D1  `state` changes only synchronously, by a decision of `domain/dossier`; so a validator always sees the newest.
 *  D2  Commits run one at a time, in the order of their numbers; a command is answered only after its own commit.
 *  D3  Nothing but an `ApplicationFailure` leaves a handler: any other error would block the dossier.
 *  D4  But for a fenced commit (C4 of the commit): the workflow task is to fail, so that the step is decided anew, later.
 */
export class DossierShell {
  updates = 0;
  private commitsDone: Promise<void> = Promise.resolve();
  private commitsOpen = 0;
  /** The decision a validator has just made for this very command on this very state. */
  private prepared?: {
    readonly command: DossierCommand;
    readonly from: DossierState;
    readonly decision: DossierDecision;
  };

  constructor(
    public state: DossierState,
    readonly procedure: ProcedureContent,
    public calendar: CalendarContent,
  ) {}

  /** Synchronous and read-only: a refusal here leaves no trace in the history. */
  validate(command: DossierCommand): void {
    const from = this.state;
    this.prepared = { command, from, decision: this.decide(command) };
  }

  async carryOut(command: DossierCommand): Promise<DossierAnswer> {
    this.updates += 1;
    const before = this.state;
    const { prepared } = this;
    const decision =
      prepared?.command === command && prepared.from === before ? prepared.decision : this.decide(command);
    this.prepared = undefined;
    if (decision.state === before) return decision.answer;
    await this.commit(before, command, decision);
    return (await this.runLocalJobs(decision)) ? answerFrom(this.state) : decision.answer;
  }

  /** Timers came due. What turns out to be nothing is not committed. */
  async wake(): Promise<void> {
    const before = this.state;
    const command: DossierCommand = { type: 'wake', requestKey: `wake/${before.seq + 1}`, actor: { id: 'system' } };
    try {
      const decision = this.decide(command);
      if (decision.entries.length === 0) return;
      await this.commit(before, command, decision);
      await this.runLocalJobs(decision);
    } catch (error) {
      if (error instanceof StepToBeDecidedAnew) throw error;
      // A procedure that cannot go on by itself must not end its dossier: people can still act on it.
      log.error('the timers of the dossier could not be carried out', { error });
      await condition(() => this.state !== before, '1 hour');
    }
  }

  /** A resumed dossier may have stood between a step and its look-ups: nobody else would ever do them. */
  async runOpenLocalJobs(): Promise<void> {
    await this.answerLocalJobs(openLocalJobs(this.state), this.state.seq);
  }

  takeCalendar(calendar: CalendarContent): void {
    this.calendar = calendar;
    this.prepared = undefined; // it was decided with the calendar of before
  }

  /** Nothing is under way: the run may end here. */
  isQuiet(): boolean {
    return this.commitsOpen === 0;
  }

  private context(): DossierContext {
    return { procedure: this.procedure, calendar: this.calendar.calendar };
  }

  private decide(command: DossierCommand): DossierDecision {
    try {
      return decideDossier(this.context(), this.state, command, Date.now());
    } catch (error) {
      if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.message, error.code, error.details);
      const message = error instanceof Error ? error.message : String(error);
      throw ApplicationFailure.nonRetryable(message, 'DOSSIER_FAULT');
    }
  }

  /** Look-ups in our own database are part of the step that asks for them. */
  private async runLocalJobs(asked: DossierDecision): Promise<boolean> {
    const jobs = localJobs(asked.entries);
    await this.answerLocalJobs(jobs, asked.state.seq);
    return jobs.length > 0;
  }

  private async answerLocalJobs(jobs: readonly LocalJob[], askedBy: number): Promise<void> {
    for (const { instance, jobType } of jobs) {
      const variables = await runLocalJob(this.state.id, jobType);
      if (!this.state.engine.instances[instance]?.job) continue; // cancelled meanwhile
      const requestKey = jobAnswerKey(this.state.id, instance, askedBy);
      const base = { requestKey, actor: { id: `connector:${jobType}` }, job: instance };
      try {
        await this.answerJob({ type: 'completeJob', variables, ...base });
      } catch (error) {
        if (!(error instanceof ApplicationFailure)) throw error;
        // The procedure cannot go on with this answer: the element waits for a person.
        await this.answerJob({ type: 'failJob', message: error.message, ...base, requestKey: `${requestKey}/failed` });
      }
    }
  }

  private async answerJob(command: DossierCommand): Promise<void> {
    const before = this.state;
    const decision = this.decide(command);
    if (decision.state === before) return; // answered before
    await this.commit(before, command, decision);
    await this.runLocalJobs(decision);
  }

  private async commit(before: DossierState, command: DossierCommand, decision: DossierDecision): Promise<void> {
    const commit = commitOf(this.context(), before, command, decision, Date.now());
    this.state = decision.state;
    if (workflowInfo().unsafe.isReplaying) commits.replayed(commit);
    this.commitsOpen += 1;
    const mine = this.commitsDone.then(() => commitStep(commit)).catch(failTaskWhenFenced);
    this.commitsDone = mine;
    try {
      await mine;
    } finally {
      this.commitsOpen -= 1;
    }
  }
}
