import { checkFeel } from '../expression/feel-check';
import { compileFeel, readExpressionBody, type CompileContext } from './compile-context';
import { normaliseCycle, normaliseDateTime, normaliseDuration } from './iso-8601';
import { readElement, type ModdleElement } from './moddle-element';
import type { TextOrFeel, TimerDefinition } from './process-graph';

type TimerType = TimerDefinition['type'];

const PROPERTIES = [
  ['date', 'timeDate'],
  ['duration', 'timeDuration'],
  ['cycle', 'timeCycle'],
] as const satisfies readonly (readonly [TimerType, string])[];

const NORMALISE = {
  date: normaliseDateTime,
  duration: normaliseDuration,
  cycle: normaliseCycle,
} as const satisfies Record<TimerType, (text: string) => string | undefined>;

const EXPECTED = {
  date: 'a date and time such as 2023-03-01T08:00:00+07:00',
  duration: 'a duration such as P3D or PT30M',
  cycle: 'a cycle such as R3/PT10M or R/P1D',
} as const satisfies Record<TimerType, string>;

/** Texts that are meant as ISO 8601 (or as cron) even where they happen to parse as FEEL names and numbers. */
const MEANT_AS_FIXED = /^(?:[-+]?P[\dT]|[-+]?P$|R-?\d*\/|[-+]?\d|\*|@[a-z])/;

/** BPMN 2.0.2 §10.5.5: exactly one of timeDate, timeDuration and timeCycle, in ISO 8601. */
export function compileTimer(
  context: CompileContext,
  event: ModdleElement,
  definition: ModdleElement,
): TimerDefinition {
  const given = PROPERTIES.filter(([, property]) => readElement(definition, property));
  const [first] = given;
  if (!first || given.length > 1) {
    const message = 'a timer needs exactly one of timeDate, timeDuration and timeCycle';
    context.log.refuse('TIMER_INVALID', event, message);
    return { type: 'duration', value: { text: '' } };
  }
  const [type, property] = first;
  const expression = readElement(definition, property);
  const body = expression && readExpressionBody(context, event, expression, property);
  return { type, value: body === undefined ? { text: '' } : compileTimerValue(context, event, type, body) };
}

function compileTimerValue(context: CompileContext, event: ModdleElement, type: TimerType, body: string): TextOrFeel {
  const text = body.trim();
  if (text.startsWith('=')) return compileFeel(context, event, text, 'the timer');
  const fixed = NORMALISE[type](text);
  if (fixed !== undefined) return { text: fixed };
  const fault = text === '' || MEANT_AS_FIXED.test(text) ? undefined : checkFeel(text);
  const isFeel = text !== '' && !MEANT_AS_FIXED.test(text) && fault?.code !== 'EXPRESSION_SYNTAX';
  if (isFeel) return compileFeel(context, event, text, 'the timer');
  context.log.refuse('TIMER_INVALID', event, `"${text}" is not ${EXPECTED[type]}, nor a FEEL expression`);
  return { text };
}
