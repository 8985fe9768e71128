import type { CompileContext } from './compile-context';
import { idOf, readElement, readFilledText } from './moddle-element';
import type { DraftNode } from './process-draft';
import { compileMappings, compileProperties } from './zeebe-extensions';

/** What every flow node has. */
export function compileNodeBase(context: CompileContext, { id, element, scope, incoming, outgoing }: DraftNode) {
  const name = readFilledText(element, 'name');
  return {
    id,
    ...(name === undefined ? {} : { name }),
    scope,
    incoming: incoming.map((flow) => flow.id),
    outgoing: outgoing.map((flow) => flow.id),
    properties: compileProperties(element),
    inputs: compileMappings(context, element, 'inputParameters'),
    outputs: compileMappings(context, element, 'outputParameters'),
  };
}

/** The `default` attribute; whether it is a right one is a rule of its own (DEFAULT_FLOW_INVALID). */
export function compileDefaultFlow({ element }: DraftNode): { defaultFlow?: string } {
  const flow = readElement(element, 'default');
  return flow ? { defaultFlow: idOf(flow) } : {};
}
