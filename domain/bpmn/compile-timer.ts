import { checkFeel } from '../expression/feel-check';
import { compileExpression, readExpressionBody, type CompileContext } from './compile-context';
import { normaliseCycle, normaliseDateTime, normaliseDuration } from '../expression/iso-8601';
import { readElement, type ModdleElement } from './moddle-element';
import type { TextOrFeel, TimerDefinition } from './process-graph';

type TimerType = TimerDefinition['type'];

const PROPERTY_OF = {
  date: 'timeDate',
  duration: 'timeDuration',
  cycle: 'timeCycle',
} as const satisfies Record<TimerType, string>;
const TYPES = Object.keys(PROPERTY_OF) as TimerType[];

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
  const given = TYPES.filter((candidate) => readElement(definition, PROPERTY_OF[candidate]));
  const [type] = given;
  if (!type || given.length > 1) {
    const message = 'a timer needs exactly one of timeDate, timeDuration and timeCycle';
    context.log.refuse('TIMER_INVALID', event, message);
    return { type: 'duration', value: { text: '' } };
  }
  const expression = readElement(definition, PROPERTY_OF[type]);
  return { type, value: expression ? compileTimerValue(context, event, type, expression) : { text: '' } };
}

function compileTimerValue(
  context: CompileContext,
  event: ModdleElement,
  type: TimerType,
  expression: ModdleElement,
): TextOrFeel {
  const text = readExpressionBody(context, event, expression, PROPERTY_OF[type])?.trim();
  if (text === undefined) return { text: '' };
  if (text.startsWith('=')) return compileExpression(context, event, expression, 'the timer');
  const fixed = NORMALISE[type](text);
  if (fixed !== undefined) return { text: fixed };
  const fault = text === '' || MEANT_AS_FIXED.test(text) ? undefined : checkFeel(text);
  const isFeel = text !== '' && !MEANT_AS_FIXED.test(text) && fault?.code !== 'EXPRESSION_SYNTAX';
  if (isFeel) return compileExpression(context, event, expression, 'the timer');
  context.log.refuse('TIMER_INVALID', event, `"${text}" is not ${EXPECTED[type]}, nor a FEEL expression`);
  return { text };
}
