import type { FlowNode } from '../bpmn/process-graph';
import { dueInstant } from '../clock/time-limit';
import type { WorkingCalendar } from '../clock/working-calendar';
import type { EngineCommand } from '../engine/command';
import { decide } from '../engine/decide';
import type { EngineEvent } from '../engine/event';
import { matchingSubscriptions, type InstanceId } from '../engine/state';
import { evaluateText, ExpressionFailure } from '../expression/feel';
import type { Variables } from '../json';
import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierEntry } from './dossier-log';
import type { DossierState, TaskState } from './dossier-state';
import { isDossierStatus, isTerminal, type DossierStatus } from './dossier-status';
import type { ProcedureContent } from './procedure-content';

/** Messages of the tax branch (domain-facts §2.2). */
const TAX_MESSAGES: readonly string[] = ['tax-determined', 'tax-slip-returned', 'obligations-settled'];

export interface DossierContext {
  readonly procedure: ProcedureContent;
  readonly calendar: WorkingCalendar;
}

/** One step in the making: a draft of the dossier and the entries it leaves in the log. */
export class DossierStep {
  readonly entries: DossierEntry[] = [];

  constructor(
    readonly context: DossierContext,
    /** A copy the caller gives away. */
    readonly state: DossierState,
    readonly command: DossierCommand,
    /** Epoch ms. */
    readonly now: number,
  ) {}

  record(entry: DossierEntry): void {
    this.entries.push(entry);
  }

  node(element: string): FlowNode | undefined {
    return this.context.procedure.graph.nodes[element];
  }

  /** Runs the engine and follows what it did: tasks open and close with their elements. */
  runEngine(command: EngineCommand): void {
    const { events, state } = decide(this.context.procedure.graph, this.state.engine, command, this.now);
    this.refuseFailure(events);
    this.state.engine = state;
    for (const event of events) {
      this.record({ type: 'Engine', event });
      this.follow(event);
    }
    if (state.status !== 'running')
      for (const task of Object.values(this.state.tasks)) this.closeTask(task, 'TaskCancelled');
    this.deliverPending();
  }

  /** A message the procedure may wait for now or later; one that already waits takes it at once. */
  sendMessage(name: string, variables: Variables): void {
    this.state.pendingMessages.push({ name, variables });
    this.deliverPending();
  }

  awaits(message: string): boolean {
    return matchingSubscriptions(this.state.engine, message).length > 0;
  }

  task(instance: InstanceId): TaskState {
    const task = this.state.tasks[instance];
    if (task) return task;
    throw new Refusal('TASK_NOT_OPEN', `Task ${instance} is not open.`, {
      open: Object.values(this.state.tasks).map((open) => ({ task: open.instance, element: open.element })),
    });
  }

  /** After everything else: what the dossier's state is called now. */
  updateStatus(): void {
    const to = this.statusNow();
    if (to === this.state.status) return;
    this.record({ type: 'StatusChanged', from: this.state.status, to });
    this.state.status = to;
    if (isTerminal(to)) this.record({ type: 'DossierClosed', status: to });
  }

  private statusNow(): DossierStatus {
    if (this.state.engine.status !== 'running') return this.endStatus();
    if (this.state.supplement) return 'PENDING_SUPPLEMENT';
    let status: DossierStatus | undefined;
    for (const instance of Object.values(this.state.engine.instances)) {
      const named = this.node(instance.element)?.properties.status;
      if (isDossierStatus(named)) status = named;
    }
    return status ?? (isTerminal(this.state.status) ? 'APPRAISAL' : this.state.status);
  }

  /** The status named by the last end event reached; a procedure that names none ends by what was asked. */
  private endStatus(): DossierStatus {
    for (const entry of [...this.entries].reverse()) {
      if (entry.type !== 'Engine' || entry.event.type !== 'ElementActivated') continue;
      const node = this.node(entry.event.element);
      if (node?.kind === 'endEvent' && isDossierStatus(node.properties.status)) return node.properties.status;
    }
    if (this.command.type === 'withdraw') return 'WITHDRAWN';
    if (this.command.type === 'refuse') return 'REJECTED';
    return this.command.type === 'stop' || this.command.type === 'wake' ? 'STOPPED' : 'RETURNED';
  }

  /**
   * A person's step that the procedure cannot carry on from is refused as a whole: nothing is half done. So is any command
   * that ends in a loop: what it did is no work, and far more than a commit should carry.
   */
  private refuseFailure(events: readonly EngineEvent[]): void {
    const loop = events.find((event) => event.type === 'ElementFailed' && event.code === 'ENGINE_STEP_LIMIT');
    if (loop?.type === 'ElementFailed') throw new Refusal(loop.code, loop.message, { element: loop.element });
    if (this.command.type !== 'completeTask' && this.command.type !== 'submit' && this.command.type !== 'returnToStep')
      return;
    const failure = events.find((event) => event.type === 'ElementFailed');
    if (failure?.type !== 'ElementFailed') return;
    throw new Refusal('PROCEDURE_CANNOT_GO_ON', `The procedure stops at ${failure.element}: ${failure.message}`, {
      element: failure.element,
      cause: failure.code,
    });
  }

  private follow(event: EngineEvent): void {
    if (event.type === 'ElementActivated') {
      const node = this.node(event.element);
      if (node?.kind === 'userTask') this.openTask(event.instance, node);
    } else if (event.type === 'ElementCompleted' || event.type === 'ElementCancelled') {
      const task = this.state.tasks[event.instance];
      if (task) this.closeTask(task, event.type === 'ElementCompleted' ? 'TaskCompleted' : 'TaskCancelled');
    } else if (event.type === 'JobCreated' && event.jobType === 'send-tax-slip') {
      this.state.tax = { slipVersion: this.state.tax.slipVersion + 1, notices: [], earlyReceipts: [] };
      // What was said about an older slip must not answer for this one.
      this.state.pendingMessages = this.state.pendingMessages.filter(({ name }) => !TAX_MESSAGES.includes(name));
      this.record({ type: 'TaxSlipRequested', version: this.state.tax.slipVersion, job: event.instance });
    }
  }

  private openTask(instance: InstanceId, node: Extract<FlowNode, { kind: 'userTask' }>): void {
    const { targetDays, targetHours, unit } = node.properties;
    const target = targetDays
      ? ({ amount: Number(targetDays), unit: 'workingDay' } as const)
      : targetHours
        ? ({ amount: Number(targetHours), unit: 'workingHour' } as const)
        : undefined;
    this.state.tasks[instance] = {
      instance,
      element: node.id,
      role: this.roleOf(node),
      unit: this.unitOf(unit),
      openedAt: this.now,
      ...(target ? { targetAt: dueInstant(this.context.calendar, target, this.now) } : {}),
    };
    this.record({ type: 'TaskOpened', task: instance, element: node.id });
  }

  private unitOf(side: string | undefined): string {
    const { receivingUnit, handlingUnit, signingUnit = handlingUnit } = this.state;
    if (side === 'receiving') return receivingUnit;
    return side === 'signing' ? signingUnit : handlingUnit;
  }

  private roleOf({ id, candidateGroups }: Extract<FlowNode, { kind: 'userTask' }>): string {
    if (!candidateGroups) return 'officer';
    try {
      return evaluateText(candidateGroups, this.state.engine.variables);
    } catch (error) {
      if (!(error instanceof ExpressionFailure)) throw error;
      throw new Refusal('PROCEDURE_CANNOT_GO_ON', `Nobody can be found for ${id}: ${error.message}`, {
        element: id,
        cause: error.code,
      });
    }
  }

  private closeTask(task: TaskState, type: 'TaskCompleted' | 'TaskCancelled'): void {
    const { instance, element } = task;
    delete this.state.tasks[instance];
    if (type === 'TaskCancelled') this.record({ type, task: instance, element });
    else {
      this.state.performedBy[element] = this.command.actor.id;
      this.record({ type, task: instance, element, by: this.command.actor.id });
    }
  }

  private deliverPending(): void {
    for (const message of [...this.state.pendingMessages]) {
      if (this.state.engine.status !== 'running') return;
      const [subscription] = matchingSubscriptions(this.state.engine, message.name);
      if (!subscription) continue;
      this.state.pendingMessages.splice(this.state.pendingMessages.indexOf(message), 1);
      this.runEngine({ type: 'receiveMessage', subscription: subscription.id, variables: message.variables });
      return; // runEngine has delivered what was left
    }
  }
}
