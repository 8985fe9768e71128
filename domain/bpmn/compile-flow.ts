import { compileFeel, readExpressionBody, type CompileContext } from './compile-context';
import { readElement, readFilledText } from './moddle-element';
import type { DraftFlow } from './process-draft';
import type { SequenceFlow } from './process-graph';

/** BPMN 2.0.2 §8.4.13. `isImmediate` is left out: it concerns non-executable processes only. */
export function compileFlow(context: CompileContext, { id, element, source, target }: DraftFlow): SequenceFlow {
  const name = readFilledText(element, 'name');
  const expression = readElement(element, 'conditionExpression');
  const body = expression && readExpressionBody(context, element, expression, 'the condition');
  return {
    id,
    ...(name === undefined ? {} : { name }),
    source: source.id,
    target: target.id,
    ...(body === undefined ? {} : { condition: compileFeel(context, element, body, 'the condition') }),
  };
}
