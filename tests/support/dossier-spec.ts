import { isDeepStrictEqual } from 'node:util';
import type { ProcessGraph } from '../../domain/bpmn/process-graph';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import type { WorkingCalendar } from '../../domain/clock/working-calendar';
import { availableActions, phaseOf } from '../../domain/dossier/available-actions';
import { decideDossier, type DossierDecision } from '../../domain/dossier/decide-dossier';
import { commitOf, type DossierCommit } from '../../domain/dossier/dossier-commit';
import type { DossierCommand, DossierCommandType } from '../../domain/dossier/dossier-command';
import { localJobs, type OutboxItem } from '../../domain/dossier/dossier-effects';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import { initialDossier, type DossierIdentity, type DossierState } from '../../domain/dossier/dossier-state';
import { isTerminal } from '../../domain/dossier/dossier-status';
import type { DossierContext } from '../../domain/dossier/dossier-step';
import type { ProcedureContent } from '../../domain/dossier/procedure-content';
import { cloneJson, type Variables } from '../../domain/json';
import { Refusal } from '../../domain/refusal';
import { provePlainJson } from './plain-json';
import { local, show } from '../unit/clock/clock-fixtures';

/**
 * Given/when/then for a dossier: the real rules on a virtual clock, without a server. Every step also proves what must
 * hold for every step (`expectSound`), so each story is a test of all of that too.
 */

export { loadTransfer, type Regime } from './load-transfer';

export const OFFICER = 'officer-1';
export const SECOND_OFFICER = 'officer-2';
export const HEAD = 'head-1';
export const CLERK = 'clerk-1';

/** A Monday without a holiday near: ten working days later is Monday the 20th. */
export const RECEIVED_AT = local('2023-03-06 09:00');

/** A procedure of its own for what P2 does not have (parallel work, subprocess before a step…), with the rules of `like`. */
export function procedureOf(graph: ProcessGraph, like: ProcedureContent): ProcedureContent {
  return { ...like, key: graph.id, graph };
}

type Fields<T extends DossierCommandType> = Omit<Extract<DossierCommand, { type: T }>, 'type' | 'requestKey' | 'actor'>;

export interface SpecOptions {
  readonly calendar?: WorkingCalendar;
  readonly identity?: Partial<DossierIdentity>;
  readonly now?: number;
}

export class DossierSpec {
  state: DossierState;
  now: number;
  calendar: WorkingCalendar;
  /** What the look-up of restrictions answers, last value for good. */
  restricted: boolean[] = [false];
  /** All that was committed, in order. */
  readonly commits: DossierCommit[] = [];
  private keys = 0;

  constructor(
    readonly procedure: ProcedureContent,
    { calendar = SEED_CALENDAR, identity = {}, now = RECEIVED_AT }: SpecOptions = {},
  ) {
    this.calendar = calendar;
    this.now = now;
    this.state = initialDossier({
      id: 'D1',
      code: '000.00.01.H10-230306-0001',
      procedure: { key: procedure.key, regime: procedure.regime, version: 'v1' },
      receivingUnit: 'one-stop',
      handlingUnit: 'branch',
      receivedAt: RECEIVED_AT,
      extraWorkingDays: 0,
      ...identity,
    });
  }

  get context(): DossierContext {
    return { procedure: this.procedure, calendar: this.calendar };
  }

  // --- when -------------------------------------------------------------------------------------------------------

  at(text: string): this {
    const instant = local(text);
    if (instant < this.now) throw new Error('time does not go back');
    this.now = instant;
    return this;
  }

  act<T extends DossierCommandType>(
    type: T,
    fields: Fields<T>,
    by = OFFICER,
    requestKey = `key-${++this.keys}`,
  ): DossierDecision {
    const decision = this.decide({ type, requestKey, actor: { id: by }, ...fields } as unknown as DossierCommand);
    this.answerLocalJobs(decision);
    return decision;
  }

  /** For tables of commands: `fields` are those the type needs, and may be more. */
  actAny(type: DossierCommandType, fields: object, by = OFFICER, requestKey?: string): DossierDecision {
    return this.act(type, fields, by, requestKey);
  }

  /** The refusal the command meets; nothing may have changed. */
  refusal<T extends DossierCommandType>(type: T, fields: Fields<T>, by = OFFICER): Refusal {
    const before = JSON.stringify(this.state);
    const written = this.commits.length;
    try {
      this.act(type, fields, by);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(JSON.stringify(this.state)).toBe(before);
      expect(this.commits).toHaveLength(written);
      // Every refusal says where the dossier stands and what it takes now.
      const { status } = this.state;
      expect(error.details).toMatchObject({
        status,
        phase: phaseOf(this.state),
        allowed: availableActions(this.state),
      });
      return error;
    }
    throw new Error(`${type} was not refused`);
  }
  refusalOfAny(type: DossierCommandType, fields: object, by = OFFICER): Refusal {
    return this.refusal(type, fields, by);
  }

  submit(variables: Variables = {}): this {
    this.act('submit', { variables }, CLERK, 'submit');
    return this;
  }
  complete(element: string, variables: Variables = {}, by = OFFICER): this {
    this.act('completeTask', { task: this.idOf(element), variables }, by);
    return this;
  }
  answer(element: string, variables: Variables = {}): this {
    this.act('completeJob', { job: this.idOf(element), variables }, 'connector');
    return this;
  }
  fail(element: string, message = 'the tax authority refused the slip'): this {
    this.act('failJob', { job: this.idOf(element), message }, 'connector');
    return this;
  }
  notices(slipVersion: number, notices: Record<string, boolean>): this {
    const list = Object.entries(notices).map(([number, payable]) => ({ number, payable }));
    this.act('receiveTaxNotices', { slipVersion, notices: list }, 'partner:tax');
    return this;
  }
  slipReturned(slipVersion: number): this {
    this.act('receiveSlipReturn', { slipVersion, reasonCode: 'MISSING_PRICE' }, 'partner:tax');
    return this;
  }
  pay(notice: string, receipt = `BL-${notice}`, kind: 'PAID' | 'DEBT_RECORDED' | 'EXEMPTED' = 'PAID'): this {
    this.act('recordPayment', { notice, receipt, kind }, 'partner:tax');
    return this;
  }
  wake(): this {
    this.act('wake', {}, 'system');
    return this;
  }

  // --- given: the way there, under the 2013 or 2025 regime ---------------------------------------------------------

  toTaxSlip(): this {
    return this.submit().complete('appraise', { eligible: true, taxExempt: false });
  }
  toSending(): this {
    return this.toTaxSlip().complete('prepareTaxSlip');
  }
  sent(version = 1): this {
    return this.answer('sendTaxSlip', { slipNumber: '151/PCTT', slipVersion: version });
  }
  toTax(): this {
    return this.toSending().sent();
  }
  toPayment(): this {
    return this.toTax().notices(1, { 'TB-1': true, 'TB-2': true });
  }
  toPrinting(): this {
    return this.submit().complete('appraise', { eligible: true, taxExempt: true });
  }
  toChecking(): this {
    return this.toPrinting().complete('printCertificate');
  }
  toSigning(): this {
    return this.toChecking().check();
  }
  toRegistering(): this {
    return this.toSigning().complete('signCertificate', { signed: true }, HEAD);
  }
  toHandover(): this {
    return this.toRegistering().complete('registerResult');
  }
  check(): this {
    return this.complete('checkCertificate', { checkPassed: true }, SECOND_OFFICER);
  }
  /** From printing to the hand-over. */
  finish(): this {
    return this.complete('printCertificate')
      .check()
      .complete('signCertificate', { signed: true }, HEAD)
      .complete('registerResult')
      .complete('returnResult', {}, CLERK);
  }

  // --- then -------------------------------------------------------------------------------------------------------

  idOf(element: string): number {
    const instance = Object.values(this.state.engine.instances).find((candidate) => candidate.element === element);
    if (!instance) throw new Error(`${element} is not active; active: ${this.active.join(', ')}`);
    return instance.id;
  }
  /** Elements that are active inside the innermost scopes, oldest first. */
  get active(): string[] {
    return Object.values(this.state.engine.instances).map(({ element }) => element);
  }
  get openTasks(): string[] {
    return Object.values(this.state.tasks).map(({ element }) => element);
  }
  get lastCommit(): DossierCommit {
    const commit = this.commits.at(-1);
    if (!commit) throw new Error('nothing was committed');
    return commit;
  }
  /** Types of the entries of the last step, the engine's own left out. */
  get lastEntries(): string[] {
    return entryTypes(this.lastCommit.entries);
  }
  get outbox(): OutboxItem[] {
    return this.commits.flatMap(({ outbox }) => outbox);
  }
  get dueAt(): string {
    return this.state.deadline ? show(this.state.deadline.dueAt) : 'none';
  }
  get pauses(): string[] {
    return this.state.deadline?.pause?.open.map(({ reason }) => reason) ?? [];
  }
  /** Every public state told to the one-stop system, in order. */
  get progress(): number[] {
    return this.outbox
      .filter(({ kind }) => kind === 'oneStopProgress')
      .map(({ payload }) => Number(payload.publicState));
  }
  sentOut(kind: 'mail' | 'document'): string[] {
    return this.outbox.filter((item) => item.kind === kind).map(({ payload }) => payload[kind] as string);
  }
  // --- the step ---------------------------------------------------------------------------------------------------

  private decide(command: DossierCommand): DossierDecision {
    const snapshot = JSON.stringify(this.state);
    const before = JSON.parse(snapshot) as DossierState;
    const decision = decideDossier(this.context, this.state, command, this.now);
    expect(JSON.stringify(this.state)).toBe(snapshot);
    if (decision.state === this.state) return decision; // answered before
    // The state is plain JSON: what is restored from a snapshot decides the same.
    const restored = decideDossier(this.context, before, cloneJson(command), this.now);
    expect(JSON.stringify(restored)).toBe(JSON.stringify(decision));
    provePlainJson(decision.state, 'the state');
    provePlainJson(decision.entries, 'the log');
    const commit = commitOf(this.context, this.state, command, decision, this.now);
    provePlainJson(commit, 'the commit');
    this.state = decision.state;
    expectSound(this.procedure, before, decision);
    this.commits.push(cloneJson(commit));
    return decision;
  }

  /** As the workflow does: look-ups in our own database are part of the step that asks for them. */
  private answerLocalJobs(asked: DossierDecision): void {
    for (const { instance, jobType } of localJobs(asked.entries)) {
      if (!this.state.engine.instances[instance]?.job) continue;
      const restricted = this.restricted.length > 1 ? this.restricted.shift() : this.restricted[0];
      this.answerLocalJobs(
        this.decide({
          type: 'completeJob',
          requestKey: `D1/job/${instance}`,
          actor: { id: `connector:${jobType}` },
          job: instance,
          variables: { restricted: restricted ?? false },
        }),
      );
    }
  }
}

export function entryTypes(entries: readonly DossierEntry[]): string[] {
  return entries.map(({ type }) => type).filter((type) => type !== 'Engine');
}

/**
 * What holds after every accepted step.
 *
 * S1  Steps are numbered without gaps.
 * S2  A task is open if and only if its element is active.
 * S3  The status is terminal if and only if the process has ended.
 * S4  The clock stands still if and only if a pausing element is active or a supplement is awaited, until it stops for good.
 * S5  The promised date never changes; the state survives JSON; its answers are remembered, fifty at most.
 */
export function expectSound(
  { graph }: ProcedureContent,
  before: DossierState,
  { state, answer }: Pick<DossierDecision, 'state' | 'answer'>,
): void {
  const instances = Object.values(state.engine.instances);
  const open = instances.filter(({ element }) => graph.nodes[element]?.kind === 'userTask');
  const pausing = instances.some(({ element }) => graph.nodes[element]?.properties.pause !== undefined);
  const { deadline } = state;
  const standsStill = deadline?.stoppedAt === undefined && (pausing || state.supplement !== undefined);
  const facts = {
    seq: state.seq,
    tasks: Object.values(state.tasks).map(({ instance, element }) => ({ instance, element })),
    terminal: isTerminal(state.status),
    paused: deadline?.pause !== undefined,
    promised: deadline?.originalDueAt,
    plainJson: isDeepStrictEqual(cloneJson(state), state),
    remembered: state.answered.at(-1)?.answer,
    fewAnswers: state.answered.length <= 50,
  };
  expect(facts).toEqual({
    seq: before.seq + 1,
    tasks: open.map(({ id, element }) => ({ instance: id, element })),
    terminal: state.engine.status !== 'running',
    paused: standsStill,
    promised: before.deadline?.originalDueAt ?? facts.promised,
    plainJson: true,
    remembered: answer,
    fewAnswers: true,
  });
}
