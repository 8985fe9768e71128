import type { ProcessGraph } from '../bpmn/process-graph';
import type { EngineEvent } from '../engine/event';
import type { EngineState } from '../engine/state';

/** One line of a run's trace. The names are a public contract (`docs/procedure-authors.md`). */
export interface TraceLine {
  readonly event: string;
  readonly element: string;
  readonly kind: string;
  /** ISO 8601, UTC, virtual time. */
  readonly at: string;
  readonly [detail: string]: unknown;
}

/** The trace line of an engine event, if it has one. */
export function traceLine(graph: ProcessGraph, event: EngineEvent, at: number): TraceLine | undefined {
  const line = (name: string, element: string, details: Record<string, unknown> = {}): TraceLine => ({
    event: name,
    element,
    kind: graph.nodes[element]?.kind ?? (graph.flows[element] ? 'sequenceFlow' : 'process'),
    at: new Date(at).toISOString(),
    ...details,
  });
  switch (event.type) {
    case 'ElementActivated':
      return line('elementActivated', event.element, { instance: event.instance });
    case 'ElementCompleted':
      return line('elementCompleted', event.element, { instance: event.instance });
    case 'ElementCancelled':
      return line('elementCancelled', event.element, { instance: event.instance });
    case 'ElementFailed':
      return line('elementFailed', event.element, {
        instance: event.instance,
        code: event.code,
        message: event.message,
      });
    case 'FlowTaken': {
      const flow = graph.flows[event.flow];
      return line('flowTaken', event.flow, { source: flow?.source, target: flow?.target });
    }
    case 'TimerSet':
      return line('timerSet', event.element, { dueAt: new Date(event.dueAt).toISOString() });
    case 'TimerFired':
      return line('timerFired', event.element);
    case 'MessageReceived':
      return line('messageReceived', event.element, { message: event.message });
    case 'ErrorThrown':
      return line('errorThrown', event.element, {
        code: event.code,
        ...(event.caughtBy === undefined ? {} : { caughtBy: event.caughtBy }),
      });
    default:
      return undefined;
  }
}

/** Elements at which the run waits from outside: open leaves; with none open, the joins where tokens rest. */
export function waitingElements(graph: ProcessGraph, state: EngineState): string[] {
  const open = Object.values(state.instances).filter(
    (instance) => graph.nodes[instance.element]?.kind !== 'subProcess',
  );
  if (open.length > 0) return open.map((instance) => instance.element);
  const joins = Object.values(state.tokens).map((token) => graph.flows[token.flow]?.target ?? token.flow);
  return [...new Set(joins)];
}

/** The first element of the expected path that was not reached after those before it; others may lie between them. */
export function missedStep(
  path: readonly string[],
  trace: readonly TraceLine[],
): { readonly element: string; readonly message: string } | undefined {
  const activated = trace.filter((line) => line.event === 'elementActivated').map((line) => line.element);
  let from = 0;
  for (const element of path) {
    const at = activated.indexOf(element, from);
    if (at < 0) return { element, message: `${element} was not reached in the order expected` };
    from = at + 1;
  }
  return undefined;
}
