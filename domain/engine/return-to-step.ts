import { isActivity, type ProcessGraph } from '../bpmn/process-graph';
import { Refusal } from '../refusal';
import type { Execution } from './execution';
import { ROOT_SCOPE, type ElementInstance, type EngineState, type InstanceId, type Lineage } from './state';

/**
 * Steps an open step may be sent back to, latest first: activities every path to it went through, in its own scope or
 * one around it. A step of ONE branch of a parallel block is no longer offered after the join: repeating it alone could
 * never pass the join again.
 */
export function returnTargets(graph: ProcessGraph, state: EngineState, from: InstanceId): string[] {
  const instance = state.instances[from];
  if (!instance) return [];
  const around = new Set<string | undefined>();
  for (let at: ElementInstance | undefined = instance; at; at = state.instances[at.scope])
    around.add(graph.nodes[at.element]?.scope);
  return Object.entries(instance.lineage)
    .filter(([element]) => {
      const node = graph.nodes[element];
      return node && isActivity(node) && around.has(node.scope);
    })
    .sort(([, a], [, b]) => b - a)
    .map(([element]) => element);
}

/**
 * Sends the work back: every token that comes from the earlier execution of `to` is withdrawn (also those in the other
 * branches of a parallel block, resting before a join, inside a subprocess, or on the side path of its boundary), and `to` is entered anew.
 */
export function returnToStep(x: Execution, from: ElementInstance, to: string, reason: string): void {
  const targets = returnTargets(x.graph, x.state, from.id);
  const execution = from.lineage[to];
  if (execution === undefined || !targets.includes(to)) {
    throw new Refusal('RETURN_TARGET_NOT_ALLOWED', `The dossier cannot be sent back from ${from.element} to ${to}.`, {
      from: from.element,
      to,
      targets,
    });
  }
  x.emit({ type: 'ReturnedToStep', from: from.id, fromElement: from.element, to, reason });
  const node = x.node(to);
  const scope = scopeInstance(x, from, node.scope);
  const marks = [to, ...('boundaryEvents' in node ? node.boundaryEvents : [])];
  const descends = (holder: { lineage: Lineage }) => marks.some((mark) => holder.lineage[mark] === execution);
  for (const instance of x.instancesIn(scope)) if (descends(instance)) x.cancel(instance);
  const tokens = x
    .tokensIn(scope)
    .filter(descends)
    .map((token) => token.id);
  if (tokens.length > 0) x.emit({ type: 'TokensDiscarded', tokens });
  // Whatever the step went through before its first execution still holds for its repetition.
  const before = Object.fromEntries(Object.entries(from.lineage).filter(([, id]) => id < execution));
  x.activate(node, scope, before, []);
}

/** The running instance, at or around `from`, whose scope is `scope`. */
function scopeInstance(x: Execution, from: ElementInstance, scope: string | undefined): InstanceId {
  for (let at = from; ; at = x.instance(at.scope)) {
    if (x.node(at.element).scope === scope) return at.scope;
    if (at.scope === ROOT_SCOPE) return ROOT_SCOPE;
  }
}
