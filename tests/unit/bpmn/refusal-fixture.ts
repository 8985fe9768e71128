import { around, condition, flow, process } from './bpmn-fixture';

export const MESSAGE = '<message id="M" name="paid"/>';
export const START_END = '<startEvent id="s"/><endEvent id="e"/>';
const timer = (content: string) => `<timerEventDefinition>${content}</timerEventDefinition>`;
export const DURATION = timer('<timeDuration>P1D</timeDuration>');
export const catchTimer = (content: string) =>
  around('c', `<intermediateCatchEvent id="c">${timer(content)}</intermediateCatchEvent>`);
export const catchEvent = (id: string, definition = DURATION) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
export const messageCatch = (id: string) => catchEvent(id, '<messageEventDefinition messageRef="M"/>');
export const boundary = (content: string, attributes = 'attachedToRef="t"') =>
  `<boundaryEvent id="b" ${attributes}>${content}</boundaryEvent>`;
export const withBoundary = (content: string, roots = '', attributes?: string) =>
  process(
    `${START_END}<task id="t"/>${boundary(content, attributes)}${flow('s', 't')}${flow('t', 'e')}${flow('b', 'e')}`,
    roots,
  );
export const gateway = (kind: string, flows: string, attributes = '') =>
  process(
    `${START_END}<${kind} id="g" ${attributes}/><task id="t"/><task id="u"/>${flow('s', 'g')}${flows}` +
      `${flow('t', 'e')}${flow('u', 'e')}`,
  );
export const eventGateway = (targets: string, flows: string, gatewayFlows = flow('g', 'x') + flow('g', 'y')) =>
  process(`${START_END}<eventBasedGateway id="g"/>${targets}${flow('s', 'g')}${gatewayFlows}${flows}`, MESSAGE);
export const XY_TO_END = flow('x', 'e') + flow('y', 'e');
export const extended = (id: string, kind: string, extension: string, attributes = '') =>
  around(id, `<${kind} id="${id}" ${attributes}><extensionElements>${extension}</extensionElements></${kind}>`);
export const mapping = (attributes: string) =>
  extended('t', 'userTask', `<zeebe:ioMapping><zeebe:input ${attributes}/></zeebe:ioMapping>`);
export const conditional = (feel: string) =>
  gateway('exclusiveGateway', flow('g', 't', condition(feel)) + flow('g', 'u'), 'default="g-u"');
export const inSubprocess = (content: string) => around('sub', `<subProcess id="sub">${content}</subProcess>`);

export interface RefusedCase {
  readonly what: string;
  readonly xml: string;
  /** Every problem of the file, as `CODE elementId`. */
  readonly expected: readonly string[];
}
