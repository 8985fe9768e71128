import type { Deployment, ProcessGraph } from '../bpmn/process-graph';
import type { EngineCommand } from '../engine/command';
import { decide } from '../engine/decide';
import { effects, type Effect } from '../engine/effects';
import type { EngineEvent } from '../engine/event';
import { initialState, instancesOf, matchingSubscriptions, nextTimer, type EngineState } from '../engine/state';
import { ExpressionFailure, addDuration, evaluateText, parseInstant } from '../expression/feel';
import type { Variables } from '../json';
import { Refusal } from '../refusal';
import { unmetExpectation, type RunResult, type Scenario, type ScenarioMessage, type ScenarioStep } from './scenario';
import { missedStep, traceLine, waitingElements, type TraceLine } from './trace';

/**
 * Engine steps after which a run does not go on. With `untilIdle`, once its steps are done, it is cut off there, which is
 * no failure; before that, a run that takes as many at one instant or within one step cannot go on as it was written.
 */
export const MAX_RUN_STEPS = 10_000;
const DEFAULT_NOW = '2023-03-01T08:00:00+07:00';

export interface RunReport {
  readonly result: RunResult;
  readonly waiting: readonly string[];
  readonly variables: Variables;
  readonly error?: { readonly code: string; readonly element: string; readonly message: string };
}

export interface RunOutcome {
  readonly report: RunReport;
  readonly trace: readonly TraceLine[];
  /** Sequence flows taken, as `process/flow`. */
  readonly flowsTaken: ReadonlySet<string>;
}

interface RunningProcess {
  readonly graph: ProcessGraph;
  state: EngineState;
}

/** Runs one scenario on the pure engine and a virtual clock; `processId` names the process to start (default: the main one). */
export function runScenario(deployment: Deployment, scenario: Scenario, processId?: string): RunOutcome {
  return new ScenarioRun(deployment, scenario, mainProcess(deployment, processId ?? scenario.process)).execute();
}

/** The process a run begins with: the only one, else the first executable one that starts by itself. */
function mainProcess(deployment: Deployment, processId: string | undefined): ProcessGraph {
  const { processes } = deployment;
  if (processId !== undefined) {
    const named = processes.find((graph) => graph.id === processId);
    if (named) return named;
    const ids = processes.map((graph) => graph.id).join(', ');
    throw new Refusal('PROCESS_UNKNOWN', `There is no process ${processId}; the file has: ${ids}.`);
  }
  const startable = (graph: ProcessGraph) => (graph.scopes[graph.id]?.entries ?? []).length > 0;
  const chosen =
    processes.find((graph) => graph.isExecutable && startable(graph)) ?? processes.find(startable) ?? processes[0];
  if (!chosen) throw new Refusal('PROCESS_UNKNOWN', 'The file has no process.');
  return chosen;
}

class ScenarioRun {
  private now: number;
  private steps = 0;
  /** Of these, those at the present instant. */
  private stepsNow = 0;
  private lastElement = '';
  /** Nothing is left to do but what `untilIdle` says. */
  private isIdling: boolean;
  /** Every process instance of the run, in the order of their starts. */
  private readonly running: RunningProcess[] = [];
  /** Those that have not ended. */
  private live: RunningProcess[] = [];
  private readonly trace: TraceLine[] = [];
  private readonly flowsTaken = new Set<string>();
  private readonly pending: { process: RunningProcess; effect: Effect }[] = [];
  /** Messages nobody waited for yet: kept, as nothing may be lost. */
  private buffered: { readonly message: ScenarioMessage; readonly thrower?: ProcessGraph }[] = [];
  private readonly calls = new Map<string, number>();

  constructor(
    private readonly deployment: Deployment,
    private readonly scenario: Scenario,
    private readonly main: ProcessGraph,
  ) {
    this.now = parseInstant(scenario.now ?? DEFAULT_NOW);
    this.isIdling = scenario.untilIdle === true && (scenario.steps ?? []).length === 0;
  }

  execute(): RunOutcome {
    let error: RunReport['error'];
    try {
      if ((this.main.scopes[this.main.id]?.entries ?? []).length > 0) {
        this.startProcess(this.main, { type: 'start', variables: this.scenario.variables ?? {} });
        this.settle();
      }
      for (const [index, step] of (this.scenario.steps ?? []).entries()) {
        this.isIdling = this.scenario.untilIdle === true && index + 1 === this.scenario.steps?.length;
        this.step(step);
      }
      if (this.scenario.untilIdle) this.runUntilIdle();
      this.checkEnd();
    } catch (caught) {
      if (caught instanceof RunFailed) error = caught.error;
      else if (caught instanceof Refusal) error = this.errorOf(caught.code, caught.message, caught.details.element);
      else if (caught instanceof ExpressionFailure) error = this.errorOf(caught.code, caught.message);
      else throw caught;
    }
    return { report: this.report(error), trace: this.trace, flowsTaken: this.flowsTaken };
  }

  private step(step: ScenarioStep): void {
    if (step.complete !== undefined) this.completeTask(step.complete, step.variables ?? {});
    else if (step.message) this.publish(step.message);
    else if (step.advance !== undefined) this.advance(step.advance);
    else if (step.return) this.returnToStep(step.return);
    else if (step.expect) this.check(step.expect);
    // A signal reaches every catcher there is; no supported element catches one.
    this.settle();
  }

  private completeTask(element: string, variables: Variables): void {
    const { process, instance } = this.openTask(element);
    this.carryOut(process, { type: 'completeTask', instance, variables });
  }

  private returnToStep({ from, to, reason }: { from: string; to: string; reason?: string }): void {
    const { process, instance } = this.openTask(from);
    this.carryOut(process, { type: 'returnToStep', from: instance, to, reason: reason ?? '' });
  }

  private openTask(element: string): { process: RunningProcess; instance: number } {
    const open: string[] = [];
    for (const process of this.live) {
      for (const instance of instancesOf(process.state)) {
        if (process.graph.nodes[instance.element]?.kind !== 'userTask') continue;
        if (instance.element === element) return { process, instance: instance.id };
        open.push(instance.element);
      }
    }
    const what = open.length > 0 ? `open are: ${open.join(', ')}` : 'no user task is open';
    throw new Refusal('SCENARIO_TASK_NOT_OPEN', `${element} is not open; ${what}.`, { element });
  }

  // --- the virtual world --------------------------------------------------------------------------------------------

  private startProcess(graph: ProcessGraph, command: Extract<EngineCommand, { type: 'start' }>): void {
    const process: RunningProcess = { graph, state: initialState() };
    this.running.push(process);
    this.live.push(process);
    this.carryOut(process, command);
  }

  private carryOut(process: RunningProcess, command: EngineCommand): void {
    const decision = decide(process.graph, process.state, command, this.now);
    process.state = decision.state;
    if (decision.state.status !== 'running') this.live = this.live.filter((other) => other !== process);
    for (const event of decision.events) this.record(process, event);
  }

  private record(process: RunningProcess, event: EngineEvent): void {
    const line = traceLine(process.graph, event, this.now);
    if (line) this.trace.push(this.deployment.processes.length > 1 ? { ...line, process: process.graph.id } : line);
    if (event.type === 'FlowTaken') this.flowsTaken.add(`${process.graph.id}/${event.flow}`);
    if (event.type === 'ElementActivated') {
      this.steps++;
      this.stepsNow++;
      this.lastElement = event.element;
    }
    if (event.type === 'ElementFailed') throw new RunFailed(event);
    for (const effect of effects(event)) this.pending.push({ process, effect });
  }

  /** Works off what the engine asked of the world, and timers already due, until nothing is left to do now. */
  private settle(): void {
    for (;;) {
      if (this.stepsNow >= MAX_RUN_STEPS) {
        if (this.isIdling) return;
        throw this.stepLimit('without time passing');
      }
      const next = this.pending.shift();
      if (next) this.run(next.process, next.effect);
      else if (!this.deliverBuffered() && !this.fireNextTimer(this.now)) return;
    }
  }

  private run(process: RunningProcess, effect: Effect): void {
    if (effect.type === 'deliverMessage') {
      const { message: name, correlationKey, variables } = effect;
      this.publish({ name, variables, ...(correlationKey === undefined ? {} : { correlationKey }) }, process.graph);
      return;
    }
    const { instance, jobType } = effect;
    if (!process.state.instances[instance]?.job) return; // cancelled meanwhile
    const answers = this.scenario.services?.[jobType] ?? [];
    const call = this.calls.get(jobType) ?? 0;
    this.calls.set(jobType, call + 1);
    const answer = answers[Math.min(call, answers.length - 1)] ?? {};
    if (answer.fail !== undefined) this.carryOut(process, { type: 'failJob', instance, message: answer.fail });
    else if (answer.bpmnError) {
      const { variables } = answer;
      const error = { ...(variables ? { variables } : {}), ...answer.bpmnError };
      this.carryOut(process, { type: 'throwJobError', instance, ...error });
    } else this.carryOut(process, { type: 'completeJob', instance, variables: answer.variables ?? {} });
  }

  private publish(message: ScenarioMessage, thrower?: ProcessGraph): void {
    if (!this.correlate(message, thrower)) this.buffered.push({ message, ...(thrower ? { thrower } : {}) });
  }

  private deliverBuffered(): boolean {
    const waiting = this.buffered;
    this.buffered = [];
    for (const [index, kept] of waiting.entries()) {
      if (this.correlate(kept.message, kept.thrower)) {
        this.buffered = [...this.buffered, ...waiting.slice(index + 1)];
        return true;
      }
      this.buffered.push(kept);
    }
    return false;
  }

  /**
   * Once in each process: the oldest that waits for it, else a start event that takes it. One that is thrown in the run
   * reaches both, but not the start events of its own process (a message goes to another participant, BPMN 2.0.2 §9.3).
   */
  private correlate(message: ScenarioMessage, thrower?: ProcessGraph): boolean {
    const key = message.correlationKey === undefined ? undefined : String(message.correlationKey);
    const variables = message.variables ?? {};
    let reached = false;
    for (const graph of this.deployment.processes) {
      const waiting = this.live
        .filter((process) => process.graph.id === graph.id)
        .flatMap((process) =>
          matchingSubscriptions(process.state, message.name, key).map(({ id }) => ({ process, id })),
        );
      const first = waiting[0];
      if (first) {
        reached = true;
        this.carryOut(first.process, { type: 'receiveMessage', subscription: first.id, variables });
        if (!thrower) continue;
      }
      const startEvent = graph.messageStartEvents.find((id) => this.startMessage(graph, id) === message.name);
      if (startEvent === undefined || graph === thrower) continue;
      reached = true;
      const isMain = graph === this.main && this.running.length === 0;
      const given = isMain ? { ...this.scenario.variables, ...variables } : variables;
      this.startProcess(graph, { type: 'start', variables: given, startEvent });
    }
    return reached;
  }

  private startMessage(graph: ProcessGraph, id: string): string | undefined {
    const node = graph.nodes[id];
    if (node?.kind !== 'startEvent' || node.event.type !== 'message') return undefined;
    return evaluateText(node.event.message.name, {});
  }

  private fireNextTimer(until: number): boolean {
    let first: { process: RunningProcess; timer: number; dueAt: number } | undefined;
    for (const process of this.live) {
      const timer = nextTimer(process.state);
      if (timer && timer.dueAt <= until && (!first || timer.dueAt < first.dueAt)) {
        first = { process, timer: timer.id, dueAt: timer.dueAt };
      }
    }
    if (!first) return false;
    if (first.dueAt > this.now) {
      this.now = first.dueAt;
      this.stepsNow = 0;
    }
    this.carryOut(first.process, { type: 'fireTimer', timer: first.timer });
    return true;
  }

  private advance(duration: string): void {
    const until = addDuration(this.now, duration);
    while (this.fireNextTimer(until)) {
      this.settle();
      if (this.steps >= MAX_RUN_STEPS) throw this.stepLimit(`before ${duration} had passed`);
    }
    this.now = Math.max(this.now, until);
    this.stepsNow = 0;
  }

  private runUntilIdle(): void {
    while (this.steps < MAX_RUN_STEPS && this.fireNextTimer(Number.POSITIVE_INFINITY)) this.settle();
  }

  private stepLimit(when: string): RunFailed {
    const message = `more than ${MAX_RUN_STEPS} steps ${when}`;
    return new RunFailed({ code: 'ENGINE_STEP_LIMIT', element: this.lastElement, message });
  }

  // --- what came out ------------------------------------------------------------------------------------------------

  private check(expected: { waiting?: readonly string[]; variables?: Variables }): void {
    const unmet = unmetExpectation(expected, this.report(undefined));
    if (unmet !== undefined) throw new Refusal('SCENARIO_EXPECTATION', unmet);
  }

  private checkEnd(): void {
    const { expect } = this.scenario;
    if (!expect) return;
    const { result } = this.report(undefined);
    if (expect.result && expect.result !== result) {
      throw new Refusal('SCENARIO_EXPECTATION', `the result is ${result}, expected ${expect.result}`);
    }
    const missed = missedStep(expect.path ?? [], this.trace);
    if (missed) throw new Refusal('SCENARIO_EXPECTATION', missed.message, { element: missed.element });
    this.check(expect);
  }

  private report(error: RunReport['error']): RunReport {
    const waiting = this.running.flatMap(({ graph, state }) => waitingElements(graph, state));
    // A run that was cut off has work left, whatever its processes say.
    const open = this.live.length > 0 || this.pending.length > 0;
    const main = (this.running.find(({ graph }) => graph === this.main) ?? this.running[0])?.state;
    const ended = main?.status === 'terminated' ? 'terminated' : 'completed';
    const result: RunResult = error ? 'failed' : open || !main ? 'waiting' : ended;
    return { result, waiting, variables: main?.variables ?? {}, ...(error ? { error } : {}) };
  }

  private errorOf(code: string, message: string, element: unknown = ''): NonNullable<RunReport['error']> {
    return { code, element: typeof element === 'string' ? element : '', message };
  }
}

/** An element failed, or there is no end to it: the run is over. */
class RunFailed extends Error {
  readonly error: NonNullable<RunReport['error']>;
  constructor({ code, element, message }: NonNullable<RunReport['error']>) {
    super(message);
    this.error = { code, element, message };
  }
}
