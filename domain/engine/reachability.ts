import type { ProcessGraph } from '../bpmn/process-graph';

/** Flows a token inside an element may take next: its own, and those of the boundary events attached to it. */
export function flowsAhead(graph: ProcessGraph, element: string): string[] {
  const node = graph.nodes[element];
  if (!node) return [];
  const attached = 'boundaryEvents' in node ? node.boundaryEvents : [];
  return [...node.outgoing, ...attached.flatMap((id) => graph.nodes[id]?.outgoing ?? [])];
}

/**
 * Is there a directed path of sequence flows that starts with one of `starts`, ends with one of `goals`, and does not
 * visit `avoiding` (BPMN 2.0.2 §13.4.3)? A path leaves an activity through its boundary events too.
 */
export function reaches(
  graph: ProcessGraph,
  starts: readonly string[],
  goals: ReadonlySet<string>,
  avoiding: string,
): boolean {
  const seen = new Set<string>();
  const open = [...starts];
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (goals.has(flow)) return true;
    if (seen.has(flow)) continue;
    seen.add(flow);
    const target = graph.flows[flow]?.target;
    if (target !== undefined && target !== avoiding) open.push(...flowsAhead(graph, target));
  }
  return false;
}
