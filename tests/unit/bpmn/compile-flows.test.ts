import { compileXml, condition, flow, graphOf, process } from './bpmn-fixture';

const gatewayWith = (attributes: string, references: string, flows: string) =>
  process(
    `<startEvent id="s"/><exclusiveGateway id="g" ${attributes}>${references}</exclusiveGateway>
     <task id="t"/><task id="u"/><task id="v"/><endEvent id="e"/>${flow('s', 'g')}${flow('t', 'e')}${flows}`,
  );
const outgoing = (...ids: string[]) => ids.map((id) => `<outgoing>${id}</outgoing>`).join('');

describe('the order of outgoing flows', () => {
  const flows = flow('g', 't', condition('a')) + flow('g', 'u', condition('b')) + flow('g', 'v', condition('c'));

  it.each([
    ['is that of the <outgoing> references', outgoing('g-v', 'g-t', 'g-u'), ['g-v', 'g-t', 'g-u']],
    ['is that of the file without references', '', ['g-t', 'g-u', 'g-v']],
    ['has flows without a reference last', outgoing('g-v'), ['g-v', 'g-t', 'g-u']],
  ])('%s', async (_what, references, expected) => {
    const graph = await graphOf(gatewayWith('', references, flows));
    expect(graph.nodes['g']).toMatchObject({ outgoing: expected });
  });
});

describe('a condition on a default flow', () => {
  it.each(['b', 'java: ${b}'])('is ignored with a note: %s', async (text) => {
    const flows = flow('g', 't', condition('a')) + flow('g', 'u', condition(text));
    const xml = process(
      `<startEvent id="s"/><exclusiveGateway id="g" default="g-u"/><task id="t"/><task id="u"/><endEvent id="e"/>${flow('s', 'g')}${flow('t', 'e')}${flows}`,
    );
    const result = await compileXml(xml);
    expect(result.notes.map(({ message }) => message)).toEqual([
      'the condition of sequenceFlow "g-u" is ignored: it is the default flow',
    ]);
    expect('deployment' in result && result.deployment.processes[0]?.flows['g-u']).toEqual({
      id: 'g-u',
      source: 'g',
      target: 'u',
    });
  });
});
