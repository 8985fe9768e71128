import { around, definitions, flow, process } from './bpmn-fixture';
import {
  MESSAGE,
  START_END,
  DURATION,
  catchEvent,
  boundary,
  withBoundary,
  inSubprocess,
  type RefusedCase,
} from './refusal-fixture';

const innerEnd = (start: string) => `<endEvent id="ie"/>${flow(start, 'ie')}`;

/** What is wrong with a file, its elements and how they hang together. */
export const REFUSED_STRUCTURES: readonly RefusedCase[] = [
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
    xml: process(`<startEvent id="x">${DURATION}</startEvent><endEvent id="e"/>${flow('x', 'e')}`),
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
    xml: process(`${START_END}<task id="t"/>${flow('s', 't')}${flow('t', 's')}${flow('t', 'e')}`),
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
    xml: inSubprocess(`<startEvent id="a"/><startEvent id="b"/>${innerEnd('a')}`),
    expected: ['MULTIPLE_NONE_START_EVENTS b'],
  },
  {
    what: 'a message start event in a subprocess',
    xml: inSubprocess(`<startEvent id="is"><messageEventDefinition/></startEvent>${innerEnd('is')}`),
    expected: ['SUBPROCESS_START_NOT_NONE is', 'MESSAGE_MISSING is'],
  },
  {
    what: 'a timer start event in a subprocess',
    xml: inSubprocess(`<startEvent id="is">${DURATION}</startEvent>${innerEnd('is')}`),
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
];
