import { checkFeel, isFeelLanguage, stripFeelMarker } from '../expression/feel-check';
import { describe, readElement, readText, type ModdleElement } from './moddle-element';
import type { ProblemLog } from './problem-log';
import type { FeelExpression, TextOrFeel } from './process-graph';

/**
 * What every part of the compiler needs. The readers below always answer something usable, also for what they refuse:
 * a file with one problem never becomes a graph, so nobody sees the stand-in.
 */
export interface CompileContext {
  readonly log: ProblemLog;
  /** Of expressions that name no language themselves, where it is not FEEL. */
  readonly expressionLanguage?: string;
}

/** A FEEL expression; `what` names it in messages (`the condition`). Refuses what is missing, not FEEL or not deterministic. */
export function compileFeel(
  context: CompileContext,
  element: ModdleElement,
  text: string | undefined,
  what: string,
): FeelExpression {
  const feel = stripFeelMarker(text ?? '');
  if (feel === '') {
    context.log.refuse('EXPRESSION_MISSING', element, `${what} is empty`);
    return { feel };
  }
  const fault = checkFeel(feel);
  if (fault) context.log.refuse(fault.code, element, `${what}: ${fault.message}`);
  return { feel };
}

/** A text in which a leading `=` marks FEEL (Camunda 8 style). */
export function compileTextOrFeel(
  context: CompileContext,
  element: ModdleElement,
  text: string,
  what: string,
): TextOrFeel {
  return text.trim().startsWith('=') ? compileFeel(context, element, text, what) : { text: text.trim() };
}

/** A FEEL expression in a `bpmn:Expression`; one that names no language is in that of the file, unless it begins with `=`. */
export function compileExpression(
  context: CompileContext,
  owner: ModdleElement,
  expression: ModdleElement,
  what: string,
): FeelExpression {
  const body = readExpressionBody(context, owner, expression, what);
  if (body === undefined) return { feel: '' };
  const inherited = languageOf(expression) === undefined && !body.trim().startsWith('=');
  if (!inherited || context.expressionLanguage === undefined) return compileFeel(context, owner, body, what);
  const message = `${what} is written in ${context.expressionLanguage} (the file's expressionLanguage); only FEEL is run`;
  context.log.refuse('EXPRESSION_LANGUAGE', owner, message);
  return { feel: body };
}

function languageOf(expression: ModdleElement): string | undefined {
  const written = readText(expression, 'language') ?? expression.$attrs?.['language'];
  return typeof written === 'string' && written.trim() !== '' ? written : undefined;
}

/** Body of a `bpmn:Expression` element. BPMN 2.0.2 §8.4.6: `language` overrides the file's default; only FEEL is run. */
export function readExpressionBody(
  context: CompileContext,
  owner: ModdleElement,
  expression: ModdleElement,
  what: string,
): string | undefined {
  const written = languageOf(expression);
  if (written !== undefined && !isFeelLanguage(written)) {
    context.log.refuse('EXPRESSION_LANGUAGE', owner, `${what} is written in ${written}; only FEEL is run`);
    return undefined;
  }
  return readText(expression, 'body') ?? '';
}

/** The element another refers to; a reference to an element of another type is refused (the reader does not look at types). */
export function readReference(
  context: CompileContext,
  owner: ModdleElement,
  referrer: ModdleElement,
  property: string,
  type: `bpmn:${string}`,
): ModdleElement | undefined {
  const target = readElement(referrer, property);
  if (target && target.$type !== type) {
    context.log.refuse('UNRESOLVED_REFERENCE', owner, `${property} refers to ${describe(target)}`);
  }
  return target;
}
