import type { BoundaryEvent } from '../bpmn/process-graph';
import { evaluateText } from '../expression/feel';
import type { Variables } from '../json';
import { fireBoundary } from './elements/boundary-event';
import type { Execution } from './execution';
import { ROOT_SCOPE, type ElementInstance } from './state';

/**
 * A BPMN error goes outwards from its origin to the first activity with a matching boundary event (BPMN 2.0.2 §10.5.7,
 * §13.5.3); a boundary event without a code catches any. Caught by nobody, it fails the element it came from. An end event
 * has done its work by throwing, so it completes; an activity is cancelled by what it throws.
 */
export function throwError(
  x: Execution,
  origin: ElementInstance,
  code: string,
  message: string,
  variables: Variables,
): void {
  for (let at = origin; ; at = x.instance(at.scope)) {
    const boundary = catcherOn(x, at, code);
    if (boundary) {
      if (x.node(origin.element).kind === 'endEvent') x.complete(origin, []);
      x.emit({ type: 'ErrorThrown', element: origin.element, code, message, caughtBy: boundary.id });
      fireBoundary(x, boundary, at, { type: 'error', element: boundary.id, variables });
      return;
    }
    if (at.scope === ROOT_SCOPE) break;
  }
  x.emit({ type: 'ErrorThrown', element: origin.element, code, message });
  x.fail(origin.id, code, message);
}

function catcherOn(x: Execution, host: ElementInstance, code: string): BoundaryEvent | undefined {
  const node = x.node(host.element);
  if (!('boundaryEvents' in node)) return undefined;
  const catchers = node.boundaryEvents
    .map((id) => x.node(id))
    .filter(
      (boundary): boundary is BoundaryEvent => boundary.kind === 'boundaryEvent' && boundary.event.type === 'error',
    );
  const codeOf = (boundary: BoundaryEvent) =>
    boundary.event.type === 'error' && boundary.event.code
      ? evaluateText(boundary.event.code, x.variablesOf(host.scope))
      : undefined;
  return (
    catchers.find((boundary) => codeOf(boundary) === code) ??
    catchers.find((boundary) => codeOf(boundary) === undefined)
  );
}
