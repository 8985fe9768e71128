import { around, condition, flow, process } from './bpmn-fixture';
import {
  START_END,
  DURATION,
  catchTimer,
  catchEvent,
  messageCatch,
  boundary,
  gateway,
  eventGateway,
  XY_TO_END,
  extended,
  mapping,
  conditional,
  inSubprocess,
  type RefusedCase,
} from './refusal-fixture';

/** What is wrong with what gateways, events and tasks say about themselves. */
export const REFUSED_DEFINITIONS: readonly RefusedCase[] = [
  // gateways and conditions
  {
    what: 'a condition behind a parallel gateway',
    xml: gateway('parallelGateway', flow('g', 't', condition('a')) + flow('g', 'u')),
    expected: ['CONDITION_NOT_ALLOWED g-t'],
  },
  {
    what: 'a condition behind a start event',
    xml: process(`${START_END}${flow('s', 'e', condition('a'))}`),
    expected: ['CONDITION_NOT_ALLOWED s-e'],
  },
  {
    what: 'a condition behind an event-based gateway',
    xml: eventGateway(catchEvent('x') + catchEvent('y'), XY_TO_END, flow('g', 'x', condition('a')) + flow('g', 'y')),
    expected: ['CONDITION_NOT_ALLOWED g-x'],
  },
  {
    what: 'an exclusive gateway flow without condition',
    xml: gateway('exclusiveGateway', flow('g', 't', condition('a')) + flow('g', 'u')),
    expected: ['CONDITION_MISSING g-u'],
  },
  {
    what: 'an inclusive gateway without any condition',
    xml: gateway('inclusiveGateway', flow('g', 't') + flow('g', 'u')),
    expected: ['CONDITION_MISSING g-t', 'CONDITION_MISSING g-u'],
  },
  {
    what: "another element's flow as default",
    xml: gateway('exclusiveGateway', flow('g', 't', condition('a')) + flow('g', 'u', condition('b')), 'default="t-e"'),
    expected: ['DEFAULT_FLOW_INVALID g'],
  },
  {
    what: 'an unresolved default flow',
    xml: gateway('exclusiveGateway', flow('g', 't', condition('a')) + flow('g', 'u', condition('b')), 'default="zz"'),
    expected: ['UNRESOLVED_REFERENCE g'],
  },
  {
    what: 'an end event without a start event',
    xml: process(`<task id="t"/><endEvent id="e"/>${flow('t', 'e')}`),
    expected: ['START_EVENT_MISSING e'],
  },
  {
    what: 'a start event without an end event',
    xml: process(`<startEvent id="s"/><task id="t"/>${flow('s', 't')}`),
    expected: ['END_EVENT_MISSING s'],
  },
  {
    what: 'a start event without an end event in a subprocess, though there is one around it',
    xml: inSubprocess(`<startEvent id="is"/><task id="t"/>${flow('is', 't')}`),
    expected: ['END_EVENT_MISSING is'],
  },
  {
    what: 'a start event of a process whose only end event is in a subprocess',
    xml: process(
      `<startEvent id="s"/><subProcess id="sub"><startEvent id="is"/><endEvent id="ie"/>${flow('is', 'ie')}</subProcess>${flow('s', 'sub')}`,
    ),
    expected: ['END_EVENT_MISSING s'],
  },
  {
    what: 'an end event without a start event in a subprocess',
    xml: inSubprocess(`<task id="t"/><endEvent id="f"/>${flow('t', 'f')}`),
    expected: ['START_EVENT_MISSING f'],
  },
  {
    what: 'an event-based gateway with one way',
    xml: eventGateway(catchEvent('x'), flow('x', 'e'), flow('g', 'x')),
    expected: ['EVENT_GATEWAY_TARGET_INVALID g'],
  },
  {
    what: 'an event-based gateway to a task',
    xml: eventGateway(catchEvent('x') + '<task id="y"/>', XY_TO_END),
    expected: ['EVENT_GATEWAY_TARGET_INVALID g-y'],
  },
  {
    what: 'an event-based gateway to an event with another way in',
    xml: eventGateway(catchEvent('x') + catchEvent('y'), flow('x', 'y') + flow('y', 'e')),
    expected: ['EVENT_GATEWAY_TARGET_INVALID g-y'],
  },
  {
    what: 'an event-based gateway to a receive task with a boundary event',
    xml: eventGateway(
      catchEvent('x') + '<receiveTask id="y" messageRef="M"/>' + boundary(DURATION, 'attachedToRef="y"'),
      XY_TO_END + flow('b', 'e'),
    ),
    expected: ['EVENT_GATEWAY_TARGET_INVALID g-y'],
  },
  {
    what: 'message events and receive tasks behind one gateway',
    xml: eventGateway(messageCatch('x') + '<receiveTask id="y" messageRef="M"/>', XY_TO_END),
    expected: ['EVENT_GATEWAY_MIXED_TRIGGERS g'],
  },

  // definitions that events and tasks need
  {
    what: 'a message event without message',
    xml: around('x', catchEvent('x', '<messageEventDefinition/>')),
    expected: ['MESSAGE_MISSING x'],
  },
  {
    what: 'a message without name',
    xml: around('x', messageCatch('x'), '<message id="M"/>'),
    expected: ['MESSAGE_MISSING x'],
  },
  {
    what: 'a receive task without message',
    xml: around('x', '<receiveTask id="x"/>'),
    expected: ['MESSAGE_MISSING x'],
  },
  {
    what: 'an error end event without error',
    xml: process(`<startEvent id="s"/><endEvent id="x"><errorEventDefinition/></endEvent>${flow('s', 'x')}`),
    expected: ['ERROR_CODE_MISSING x'],
  },
  {
    what: 'an error end event without code',
    xml: process(
      `<startEvent id="s"/><endEvent id="x"><errorEventDefinition errorRef="E"/></endEvent>${flow('s', 'x')}`,
      '<error id="E" name="x"/>',
    ),
    expected: ['ERROR_CODE_MISSING x'],
  },
  {
    what: 'a task definition without type',
    xml: extended('t', 'serviceTask', '<zeebe:taskDefinition retries="3"/>'),
    expected: ['JOB_TYPE_MISSING t'],
  },
  {
    what: 'a task definition on a none end event',
    xml: process(
      `<startEvent id="s"/><endEvent id="x"><extensionElements><zeebe:taskDefinition type="a"/></extensionElements></endEvent>${flow('s', 'x')}`,
    ),
    expected: ['UNSUPPORTED_ELEMENT x'],
  },
  {
    what: 'a script and a task definition',
    xml: extended('t', 'scriptTask', '<zeebe:script expression="1"/><zeebe:taskDefinition type="a"/>'),
    expected: ['UNSUPPORTED_ELEMENT t'],
  },
  ...[
    ['no text', '<timeDuration/>'],
    ['nothing', ''],
    ['two texts', '<timeDuration>P1D</timeDuration><timeDate>2023-01-01T00:00:00Z</timeDate>'],
    ['no duration', '<timeDuration>P3DX</timeDuration>'],
    ['an empty duration', '<timeDuration>PT</timeDuration>'],
    ['a negative duration', '<timeDuration>-P1D</timeDuration>'],
    ['a cycle as duration', '<timeDuration>R3/PT1H</timeDuration>'],
    ['a date as duration', '<timeDuration>2023-01-01</timeDuration>'],
    ['a day that is none', '<timeDate>2023-02-30T00:00:00Z</timeDate>'],
    ['cron', '<timeCycle>0 0 9-17 * * MON-FRI</timeCycle>'],
    ['a cron macro', '<timeCycle>@daily</timeCycle>'],
    ['a duration as cycle', '<timeCycle>PT1H</timeCycle>'],
    ['a cycle with start and end', '<timeCycle>R3/2023-01-01T00:00:00Z/2023-01-02T00:00:00Z</timeCycle>'],
    ['a cycle without interval', '<timeCycle>R3/PT0S</timeCycle>'],
    ['a phrase', '<timeDuration>3 working days</timeDuration>'],
  ].map(([what = '', content = '']) => ({
    what: `a timer with ${what}`,
    xml: catchTimer(content),
    expected: ['TIMER_INVALID c'],
  })),

  // expressions
  { what: 'FEEL that does not parse', xml: conditional('a &gt;'), expected: ['EXPRESSION_SYNTAX g-t'] },
  { what: 'a Camunda 7 expression', xml: conditional('${approved}'), expected: ['EXPRESSION_SYNTAX g-t'] },
  { what: 'the equality of other languages', xml: conditional('a == 1'), expected: ['EXPRESSION_SYNTAX g-t'] },
  { what: 'an empty condition', xml: conditional(' '), expected: ['EXPRESSION_MISSING g-t'] },
  { what: 'only the FEEL mark', xml: conditional('='), expected: ['EXPRESSION_MISSING g-t'] },
  { what: 'the clock', xml: conditional('= due &lt; now()'), expected: ['EXPRESSION_NOT_DETERMINISTIC g-t'] },
  {
    what: 'the clock in a timer',
    xml: catchTimer('<timeDate>= now() + duration("P1D")</timeDate>'),
    expected: ['EXPRESSION_NOT_DETERMINISTIC c'],
  },
  {
    what: 'a timer expression that does not parse',
    xml: catchTimer('<timeDate>= a +</timeDate>'),
    expected: ['EXPRESSION_SYNTAX c'],
  },
  {
    what: 'a condition in another language',
    xml: gateway(
      'exclusiveGateway',
      flow('g', 't', '<conditionExpression xsi:type="tFormalExpression" language="juel">a</conditionExpression>') +
        flow('g', 'u'),
      'default="g-u"',
    ),
    expected: ['EXPRESSION_LANGUAGE g-t'],
  },
  {
    what: 'a condition in another language without xsi:type',
    xml: gateway(
      'exclusiveGateway',
      flow('g', 't', '<conditionExpression language="javascript">a</conditionExpression>') + flow('g', 'u'),
      'default="g-u"',
    ),
    expected: ['EXPRESSION_LANGUAGE g-t'],
  },
  {
    what: 'a script in another language',
    xml: around('t', '<scriptTask id="t" scriptFormat="groovy"><script>1</script></scriptTask>'),
    expected: ['EXPRESSION_LANGUAGE t'],
  },
  {
    what: 'a script without a language',
    xml: around('t', '<scriptTask id="t"><script>1</script></scriptTask>'),
    expected: ['EXPRESSION_LANGUAGE t'],
  },
  {
    what: 'an empty Zeebe script',
    xml: extended('t', 'scriptTask', '<zeebe:script resultVariable="a"/>'),
    expected: ['EXPRESSION_MISSING t'],
  },
  {
    what: 'a script result that is no variable',
    xml: extended('t', 'scriptTask', '<zeebe:script expression="1" resultVariable="a b"/>'),
    expected: ['MAPPING_TARGET_INVALID t'],
  },
  { what: 'a mapping without source', xml: mapping('target="a"'), expected: ['EXPRESSION_MISSING t'] },
  { what: 'a mapping without target', xml: mapping('source="1"'), expected: ['MAPPING_TARGET_INVALID t'] },
  {
    what: 'a mapping to a list item',
    xml: mapping('source="1" target="a[1]"'),
    expected: ['MAPPING_TARGET_INVALID t'],
  },
  {
    what: 'a mapping to a prototype',
    xml: mapping('source="1" target="__proto__.a"'),
    expected: ['MAPPING_TARGET_INVALID t'],
  },
  {
    what: 'a correlation key that is empty',
    xml: around(
      'x',
      messageCatch('x'),
      '<message id="M" name="m"><extensionElements><zeebe:subscription correlationKey="="/></extensionElements></message>',
    ),
    expected: ['EXPRESSION_MISSING M'],
  },
];
