import { PROBLEM_CODES } from '../../../domain/bpmn/problem';
import { around, condition, definitions, flow, process, problemsOf, refusalsOf } from './bpmn-fixture';

const MESSAGE = '<message id="M" name="paid"/>';
const START_END = '<startEvent id="s"/><endEvent id="e"/>';
const timer = (content: string) => `<timerEventDefinition>${content}</timerEventDefinition>`;
const DURATION = timer('<timeDuration>P1D</timeDuration>');
const catchTimer = (content: string) =>
  around('c', `<intermediateCatchEvent id="c">${timer(content)}</intermediateCatchEvent>`);
const catchEvent = (id: string, definition = DURATION) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const messageCatch = (id: string) => catchEvent(id, '<messageEventDefinition messageRef="M"/>');
const boundary = (content: string, attributes = 'attachedToRef="t"') =>
  `<boundaryEvent id="b" ${attributes}>${content}</boundaryEvent>`;
const withBoundary = (content: string, roots = '', attributes?: string) =>
  process(
    `${START_END}<task id="t"/>${boundary(content, attributes)}${flow('s', 't')}${flow('t', 'e')}${flow('b', 'e')}`,
    roots,
  );
const gateway = (kind: string, flows: string, attributes = '') =>
  process(
    `${START_END}<${kind} id="g" ${attributes}/><task id="t"/><task id="u"/>${flow('s', 'g')}${flows}` +
      `${flow('t', 'e')}${flow('u', 'e')}`,
  );
const eventGateway = (targets: string, flows: string, gatewayFlows = flow('g', 'x') + flow('g', 'y')) =>
  process(`${START_END}<eventBasedGateway id="g"/>${targets}${flow('s', 'g')}${gatewayFlows}${flows}`, MESSAGE);
const XY_TO_END = flow('x', 'e') + flow('y', 'e');
const extended = (id: string, kind: string, extension: string, attributes = '') =>
  around(id, `<${kind} id="${id}" ${attributes}><extensionElements>${extension}</extensionElements></${kind}>`);
const mapping = (attributes: string) =>
  extended('t', 'userTask', `<zeebe:ioMapping><zeebe:input ${attributes}/></zeebe:ioMapping>`);
const conditional = (feel: string) =>
  gateway('exclusiveGateway', flow('g', 't', condition(feel)) + flow('g', 'u'), 'default="g-u"');
const inSubprocess = (content: string) => around('sub', `<subProcess id="sub">${content}</subProcess>`);

interface Case {
  readonly what: string;
  readonly xml: string;
  /** Every problem of the file, as `CODE elementId`. */
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  // the file
  { what: 'broken markup', xml: '<definitions>', expected: ['XML_INVALID '] },
  {
    what: 'a document type with entities',
    xml: `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${process(START_END)}`,
    expected: ['XML_INVALID '],
  },
  { what: 'no BPMN', xml: '<html/>', expected: ['NOT_BPMN '] },
  {
    what: 'definitions of another namespace',
    xml: '<definitions xmlns="http://www.omg.org/spec/DMN/20191111/MODEL/"/>',
    expected: ['NOT_BPMN '],
  },
  { what: 'no process', xml: definitions(MESSAGE), expected: ['NO_PROCESS '] },
  {
    what: 'a conversation only',
    xml: definitions('<collaboration id="c"><conversation id="k"/></collaboration>'),
    expected: ['NO_PROCESS '],
  },
  {
    what: 'a choreography beside a process',
    xml: process('<task id="t"/>', '<choreography id="c"/>'),
    expected: ['UNSUPPORTED_ELEMENT c'],
  },
  {
    what: 'a global task',
    xml: process('<task id="t"/>', '<globalUserTask id="g"/>'),
    expected: ['UNSUPPORTED_ELEMENT g'],
  },
  { what: 'an unknown attribute', xml: process('<task id="t" frob="1"/>'), expected: ['MODEL_WARNING t'] },
  {
    what: 'a truth value that is none',
    xml: withBoundary(DURATION, '', 'attachedToRef="t" cancelActivity="maybe"'),
    expected: ['MODEL_WARNING b'],
  },
  { what: 'an illegal id', xml: process('<task id="1a"/><task id="t"/>'), expected: ['MODEL_WARNING 1a'] },
  { what: 'stray text', xml: process('<task id="t">text</task>'), expected: ['MODEL_WARNING t'] },
  { what: 'an unknown element', xml: process('<frob id="x"/><task id="t"/>'), expected: ['UNKNOWN_ELEMENT x'] },
  {
    what: 'an element without a namespace',
    xml: process('<task id="t"/><frob xmlns="" id="x"/>'),
    expected: ['UNKNOWN_ELEMENT p'],
  },
  {
    what: 'a Zeebe element outside extensionElements',
    xml: process('<serviceTask id="t"><zeebe:taskDefinition type="x"/></serviceTask>'),
    expected: ['UNKNOWN_ELEMENT t'],
  },
  { what: 'an id twice', xml: process('<task id="t"/><task id="t"/>'), expected: ['DUPLICATE_ID t'] },
  { what: 'a task without id', xml: process('<task id="t"/><task name="x"/>'), expected: ['MISSING_ID p'] },
  { what: 'a reserved id', xml: process('<task id="__proto__"/>'), expected: ['RESERVED_ID __proto__'] },
  { what: 'another reserved id', xml: process('<task id="constructor"/>'), expected: ['RESERVED_ID constructor'] },

  // elements that are not run
  ...[
    ['callActivity', '<callActivity id="x" calledElement="q"/>'],
    ['event subprocess', '<subProcess id="x" triggeredByEvent="true"/>'],
    ['transaction', '<transaction id="x"/>'],
    ['ad-hoc subprocess', '<adHocSubProcess id="x"/>'],
    ['business rule task', '<businessRuleTask id="x"/>'],
    ['complex gateway', '<complexGateway id="x"/>'],
    ['standard loop', '<task id="x"><standardLoopCharacteristics/></task>'],
    ['multi-instance', '<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>'],
  ].map(([what = '', element = '']) => ({
    what,
    xml: process(`${element}<task id="t"/>`),
    expected: ['UNSUPPORTED_ELEMENT x'],
  })),
  {
    what: 'a conversation beside a process',
    xml: process('<task id="t"/>', '<collaboration id="c"><conversation id="k"/></collaboration>'),
    expected: ['UNSUPPORTED_ELEMENT k'],
  },
  ...[
    ['compensation handler', '<task id="x" isForCompensation="true"/>'],
    ['start quantity', '<task id="x" startQuantity="2"/>'],
    ['completion quantity', '<task id="x" completionQuantity="0"/>'],
    ['instantiating event gateway', `<eventBasedGateway id="x" instantiate="true"/>`],
    ['parallel event gateway', `<eventBasedGateway id="x" eventGatewayType="Parallel"/>`],
  ].map(([what = '', element = '']) => ({
    what,
    xml: element.startsWith('<task')
      ? process(`${element}<task id="t"/>`)
      : process(`${element}${catchEvent('y')}${catchEvent('z')}${flow('x', 'y')}${flow('x', 'z')}`),
    expected: ['UNSUPPORTED_ATTRIBUTE x'],
  })),
  {
    what: 'instantiating receive task',
    xml: process('<receiveTask id="x" messageRef="M" instantiate="true"/>', MESSAGE),
    expected: ['UNSUPPORTED_ATTRIBUTE x'],
  },
  {
    what: 'parallel multiple event',
    xml: process(`<intermediateCatchEvent id="x" parallelMultiple="true">${DURATION}</intermediateCatchEvent>`),
    expected: ['UNSUPPORTED_ATTRIBUTE x'],
  },
  ...['signal', 'escalation', 'conditional', 'link', 'compensate', 'cancel', 'error', 'terminate'].map((trigger) => ({
    what: `${trigger} catch event`,
    xml: around('x', catchEvent('x', `<${trigger}EventDefinition/>`)),
    expected: ['UNSUPPORTED_EVENT_DEFINITION x'],
  })),
  {
    what: 'timer start event',
    xml: process(`<startEvent id="x">${DURATION}</startEvent><task id="t"/>${flow('x', 't')}`),
    expected: ['UNSUPPORTED_EVENT_DEFINITION x'],
  },
  {
    what: 'timer end event',
    xml: process(`<startEvent id="s"/><endEvent id="x">${DURATION}</endEvent>${flow('s', 'x')}`),
    expected: ['UNSUPPORTED_EVENT_DEFINITION x'],
  },
  {
    what: 'catch event without definition',
    xml: around('x', catchEvent('x', '')),
    expected: ['UNSUPPORTED_EVENT_DEFINITION x'],
  },
  { what: 'boundary event without definition', xml: withBoundary(''), expected: ['UNSUPPORTED_EVENT_DEFINITION b'] },
  {
    what: 'two event definitions',
    xml: around('x', catchEvent('x', DURATION + '<messageEventDefinition messageRef="M"/>'), MESSAGE),
    expected: ['UNSUPPORTED_EVENT_DEFINITION x'],
  },
  {
    what: 'an unresolved eventDefinitionRef',
    xml: around('x', catchEvent('x', '<eventDefinitionRef>nowhere</eventDefinitionRef>')),
    expected: ['UNRESOLVED_REFERENCE x'],
  },

  // references and flows
  {
    what: 'a flow to nowhere',
    xml: process(`<task id="t"/>${flow('t', 'nowhere')}`),
    expected: ['UNRESOLVED_REFERENCE t-nowhere'],
  },
  {
    what: 'a flow without source',
    xml: process('<task id="t"/><sequenceFlow id="f" targetRef="t"/>'),
    expected: ['UNRESOLVED_REFERENCE f'],
  },
  {
    what: 'a flow to a data object',
    xml: process(`<task id="t"/><dataObject id="d"/>${flow('t', 'd')}`),
    expected: ['UNRESOLVED_REFERENCE t-d'],
  },
  {
    what: 'a message reference to an error',
    xml: around('t', '<receiveTask id="t" messageRef="E"/>', '<error id="E" name="x" errorCode="1"/>'),
    expected: ['UNRESOLVED_REFERENCE t'],
  },
  {
    what: 'a flow out of a subprocess',
    xml: process(`<subProcess id="sub"><task id="t"/></subProcess><task id="u"/>${flow('t', 'u')}`),
    expected: ['FLOW_CROSSES_SCOPE t-u'],
  },
  {
    what: 'a flow between processes',
    xml: definitions(
      `<process id="p"><task id="t"/>${flow('t', 'u')}</process><process id="q"><task id="u"/></process>`,
    ),
    expected: ['FLOW_CROSSES_SCOPE t-u'],
  },
  {
    what: 'a flow into a start event',
    xml: process(`<startEvent id="s"/><task id="t"/>${flow('s', 't')}${flow('t', 's')}`),
    expected: ['FLOW_INTO_START_EVENT t-s'],
  },
  {
    what: 'a flow out of an end event',
    xml: process(`${START_END}<task id="t"/>${flow('s', 'e')}${flow('e', 't')}`),
    expected: ['FLOW_OUT_OF_END_EVENT e-t'],
  },
  {
    what: 'a flow into a boundary event',
    xml: process(`${START_END}<task id="t"/>${boundary(DURATION)}${flow('s', 't')}${flow('t', 'b')}${flow('b', 'e')}`),
    expected: ['FLOW_INTO_BOUNDARY_EVENT t-b'],
  },
  {
    what: 'a task without incoming flow beside a start event',
    xml: process(`${START_END}<task id="t"/>${flow('s', 'e')}${flow('t', 'e')}`),
    expected: ['ELEMENT_NOT_REACHABLE t'],
  },
  {
    what: 'an island in a subprocess',
    xml: inSubprocess(`<startEvent id="is"/><endEvent id="ie"/><task id="t"/>${flow('is', 'ie')}`),
    expected: ['ELEMENT_NOT_REACHABLE t'],
  },
  { what: 'an empty process', xml: process(''), expected: ['SCOPE_WITHOUT_ENTRY p'] },
  {
    what: 'a process that is a circle',
    xml: process(`<task id="t"/><task id="u"/>${flow('t', 'u')}${flow('u', 't')}`),
    expected: ['SCOPE_WITHOUT_ENTRY p'],
  },
  {
    what: 'two plain start events',
    xml: process(`${START_END}<startEvent id="s2"/>${flow('s', 'e')}${flow('s2', 'e')}`),
    expected: ['MULTIPLE_NONE_START_EVENTS s2'],
  },
  {
    what: 'two plain start events in a subprocess',
    xml: inSubprocess('<startEvent id="a"/><startEvent id="b"/>'),
    expected: ['MULTIPLE_NONE_START_EVENTS b'],
  },
  {
    what: 'a message start event in a subprocess',
    xml: inSubprocess('<startEvent id="is"><messageEventDefinition/></startEvent>'),
    expected: ['SUBPROCESS_START_NOT_NONE is', 'MESSAGE_MISSING is'],
  },
  {
    what: 'a timer start event in a subprocess',
    xml: inSubprocess(`<startEvent id="is">${DURATION}</startEvent>`),
    expected: ['SUBPROCESS_START_NOT_NONE is'],
  },

  // boundary events
  {
    what: 'a boundary event without flow',
    xml: process(`<task id="t"/>${boundary(DURATION)}`),
    expected: ['BOUNDARY_WITHOUT_OUTGOING b'],
  },
  {
    what: 'a boundary event on nothing',
    xml: withBoundary(DURATION, '', ''),
    expected: ['BOUNDARY_NOT_ON_ACTIVITY b'],
  },
  {
    what: 'a boundary event on an event',
    xml: withBoundary(DURATION, '', 'attachedToRef="s"'),
    expected: ['BOUNDARY_NOT_ON_ACTIVITY b'],
  },
  {
    what: 'a boundary event on a task of another scope',
    xml: process(
      `<subProcess id="sub"><task id="t"/></subProcess>${boundary(DURATION)}<task id="u"/>${flow('b', 'u')}`,
    ),
    expected: ['BOUNDARY_NOT_ON_ACTIVITY b'],
  },
  {
    what: 'a non-interrupting error boundary event',
    xml: withBoundary('<errorEventDefinition/>', '', 'attachedToRef="t" cancelActivity="false"'),
    expected: ['ERROR_BOUNDARY_NOT_INTERRUPTING b'],
  },

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

describe('what a file is refused for', () => {
  it.each(cases)('refuses $what', async ({ xml, expected }) => {
    expect([...(await refusalsOf(xml))].sort()).toEqual([...expected].sort());
  });

  it('has a case for every code', () => {
    const covered = new Set(cases.flatMap(({ expected }) => expected.map((line) => line.split(' ')[0])));
    // A file that cannot be opened is the command line's own problem, tested there.
    expect(PROBLEM_CODES.filter((code) => !covered.has(code))).toEqual(['FILE_UNREADABLE']);
  });

  it('reports all problems at once, in the order of the file, each with its place', async () => {
    const xml = definitions(
      '<process id="p">\n  <startEvent id="s"/>\n  <callActivity id="c"/>\n\t<receiveTask\n id="r"/>\n  <task/>\n</process>',
    );

    const problems = await problemsOf(xml);

    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'ELEMENT_NOT_REACHABLE 4:3',
      'UNSUPPORTED_ELEMENT 4:3',
      'ELEMENT_NOT_REACHABLE 5:2',
      'MESSAGE_MISSING 5:2',
      'ELEMENT_NOT_REACHABLE 7:3',
      'MISSING_ID 7:3',
    ]);
    expect(problems.every(({ message }) => message !== '' && !message.includes('\n'))).toBe(true);
  });

  it('places a duplicate id at the second element', async () => {
    const [problem] = await problemsOf(definitions('<process id="p">\n<task id="t"/>\n  <task id="t"/></process>'));
    expect(problem).toMatchObject({ code: 'DUPLICATE_ID', line: 4, column: 3 });
  });
});
