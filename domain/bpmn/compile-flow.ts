import { compileExpression, type CompileContext } from './compile-context';
import { describe, readElement, readFilledText, type ModdleElement } from './moddle-element';
import type { DraftFlow } from './process-draft';
import type { SequenceFlow } from './process-graph';
import { noteUnreadExtensions } from './unread-extensions';

/** BPMN 2.0.2 §8.4.13. `isImmediate` is left out: it concerns non-executable processes only. */
export function compileFlow(context: CompileContext, { id, element, source, target }: DraftFlow): SequenceFlow {
  noteUnreadExtensions(context, element);
  const name = readFilledText(element, 'name');
  const expression = readCondition(context, element, source.element);
  return {
    id,
    ...(name === undefined ? {} : { name }),
    source: source.id,
    target: target.id,
    ...(expression ? { condition: compileExpression(context, element, expression, 'the condition') } : {}),
  };
}

/** BPMN 2.0.2 table 10.3 and §13.4.2: a condition on a default flow is ignored, so it need not even be one that we could run. */
function readCondition(
  context: CompileContext,
  element: ModdleElement,
  source: ModdleElement,
): ModdleElement | undefined {
  const expression = readElement(element, 'conditionExpression');
  if (!expression || readElement(source, 'default') !== element) return expression;
  context.log.addNote(element, `the condition of ${describe(element)} is ignored: it is the default flow`);
  return undefined;
}
