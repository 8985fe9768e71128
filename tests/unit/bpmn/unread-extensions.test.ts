import { compileXml, flow, process } from './bpmn-fixture';

const MAPPING =
  '<zeebe:ioMapping><zeebe:input source="1" target="a"/><zeebe:output source="1" target="b"/></zeebe:ioMapping>';
const extended = (extension: string) => `<extensionElements>${extension}</extensionElements>`;

async function notesOf(content: string, roots = ''): Promise<string[]> {
  const result = await compileXml(process(content, roots));
  expect('problems' in result && result.problems).toBe(false);
  return result.notes.map(({ message }) => message);
}

describe('Zeebe extensions that nothing reads', () => {
  it.each([
    ['ioMapping', `<parallelGateway id="x">${extended(MAPPING)}</parallelGateway>`],
    ['ioMapping', `<exclusiveGateway id="x">${extended(MAPPING)}</exclusiveGateway>`],
    ['taskDefinition', `<userTask id="x">${extended('<zeebe:taskDefinition type="t"/>')}</userTask>`],
    ['taskDefinition', `<inclusiveGateway id="x">${extended('<zeebe:taskDefinition type="t"/>')}</inclusiveGateway>`],
    [
      'assignmentDefinition',
      `<serviceTask id="x">${extended('<zeebe:assignmentDefinition assignee="a"/>')}</serviceTask>`,
    ],
    [
      'formDefinition',
      `<startEvent id="x">${extended('<zeebe:formDefinition formId="f"/>')}</startEvent><endEvent id="e"/>${flow('x', 'e')}`,
    ],
    ['script', `<serviceTask id="x">${extended('<zeebe:script expression="=1" resultVariable="a"/>')}</serviceTask>`],
  ])('%s is noted on %s', async (name, content) => {
    expect(await notesOf(content)).toEqual([`element zeebe:${name} is ignored here`]);
  });

  it('is noted on a process and on a flow', async () => {
    const content = `${extended(MAPPING)}<task id="t"/><task id="u"/>${flow('t', 'u', extended(MAPPING))}`;
    expect(await notesOf(content)).toHaveLength(2);
  });

  it('the outputs of an error end event', async () => {
    const end = `<startEvent id="s"/>${flow('s', 'e')}<endEvent id="e">${extended(MAPPING)}<errorEventDefinition errorRef="E"/></endEvent>`;
    expect(await notesOf(end, '<error id="E" errorCode="X"/>')).toEqual([
      'the output mappings of an error end event are ignored',
    ]);
  });

  it('nothing is said where they are read', async () => {
    const read = `<startEvent id="s">${extended(MAPPING)}</startEvent><userTask id="t">${extended(MAPPING)}</userTask><endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`;
    expect(await notesOf(read)).toEqual([]);
  });
});
