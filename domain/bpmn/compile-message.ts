import { compileFeel, compileTextOrFeel, readReference, type CompileContext } from './compile-context';
import { readFilledText, readText, type ModdleElement } from './moddle-element';
import type { MessageDefinition } from './process-graph';
import { findExtension } from './zeebe-extensions';

/**
 * The message an event, send task or receive task refers to (BPMN 2.0.2 §8.4.11). It correlates by its name, so a
 * missing message or name is refused, unless `isSentByJob`: then a connector does the sending and the name stays empty.
 * `referrer` is the element with the `messageRef`: the task itself, or the event's definition.
 */
export function compileMessage(
  context: CompileContext,
  element: ModdleElement,
  referrer: ModdleElement,
  isSentByJob = false,
): MessageDefinition {
  const message = readReference(context, element, referrer, 'messageRef', 'bpmn:Message');
  const name = message && readFilledText(message, 'name');
  if (message === undefined || name === undefined || name === '=') {
    if (!isSentByJob && !context.log.hasUnresolved(element, 'messageRef')) {
      const what = message === undefined ? 'refers to no message (messageRef)' : 'refers to a message without a name';
      context.log.refuse('MESSAGE_MISSING', element, `the element ${what}`);
    }
    return { name: { text: '' } };
  }
  const subscription = findExtension(message, 'zeebe:Subscription');
  const key = subscription && readText(subscription, 'correlationKey');
  return {
    name: compileTextOrFeel(context, message, name, 'the message name'),
    ...(key === undefined ? {} : { correlationKey: compileFeel(context, message, key, 'the correlation key') }),
  };
}
