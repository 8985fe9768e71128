import { triggerOf } from '../event-definitions';
import { describe, readFlag } from '../moddle-element';
import { entriesOf, isEventSubprocess, startEventsOf, type DraftNode, type DraftScope } from '../process-draft';
import type { Rule } from './rule';

/**
 * BPMN 2.0.2 §10.5.2: with a start event, every other flow node must be the target of a sequence flow. What has one, but
 * no path from an entry of the scope, keeps to the standard and never runs: that is only noted.
 */
export const checkElementNotReachable: Rule = (draft, refuse, note) => {
  for (const scope of draft.scopes.values()) {
    if (scope.isRefused) continue;
    const starts = startEventsOf(scope);
    const entries = starts.length > 0 ? starts : entriesOf(scope);
    if (entries.length === 0) continue; // SCOPE_WITHOUT_ENTRY
    const reached = findReached(scope, entries);
    for (const node of scope.nodes) {
      if (reached.has(node)) continue;
      const what = `${describe(node.element)} can never be reached`;
      if (node.incoming.length > 0) note(node.element, `${what}: no path from a start leads to it`);
      else refuse('ELEMENT_NOT_REACHABLE', node.element, `${what}: no sequence flow leads to it`);
    }
  }
};

function findReached(scope: DraftScope, entries: readonly DraftNode[]): ReadonlySet<DraftNode> {
  const attached = new Set(scope.nodes.flatMap((node) => node.boundaryEvents));
  const isLooseBoundary = (node: DraftNode) => node.kind === 'boundaryEvent' && !attached.has(node);
  const open = [...entries, ...scope.nodes.filter((node) => isLooseBoundary(node) || isReportedOtherwise(node))];
  const reached = new Set<DraftNode>();
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    // Not spread: a node may have more flows than a call may have arguments.
    for (const flow of node.outgoing) open.push(flow.target);
    for (const boundary of node.boundaryEvents) open.push(boundary);
  }
  return reached;
}

/** Refused for a broken flow, or of a kind that needs no incoming flow and is refused for that; what follows is not at fault. */
function isReportedOtherwise(node: DraftNode): boolean {
  const startsByItself = readFlag(node.element, 'isForCompensation') || readFlag(node.element, 'instantiate');
  return node.hasBrokenFlow || startsByItself || isEventSubprocess(node) || triggerOf(node.element) === 'unsupported';
}
