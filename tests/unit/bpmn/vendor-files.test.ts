import { compileXml, graphOf, readModel } from './bpmn-fixture';

describe('files as modelling tools write them', () => {
  it('compiles a Camunda 8 file', async () => {
    expect(await graphOf(readModel('camunda-modeler-8.bpmn'))).toMatchSnapshot();
  });

  it.each([
    ['camunda-modeler-7.bpmn', ['invoice']],
    ['signavio.bpmn', ['sid-process-1', 'sid-process-2']],
    ['bpmn-io-bpmn2-prefix.bpmn', ['Process_1']],
    ['semantic-prefix-qnames.bpmn', ['WFP-6-']],
  ])('compiles %s', async (file, processes) => {
    const result = await compileXml(readModel(file));
    expect('problems' in result && result.problems).toBe(false);
    expect('deployment' in result && result.deployment.processes.map(({ id }) => id)).toEqual(processes);
  });

  it('follows QNames in the target namespace, xsd:boolean 1 and 0, and reusable event definitions', async () => {
    const { nodes } = await graphOf(readModel('semantic-prefix-qnames.bpmn'));
    expect(nodes['s']).toMatchObject({ event: { message: { name: { text: 'receipt' } } } });
    expect(nodes['b']).toMatchObject({ interrupting: true, event: { timer: { value: { text: 'PT1H30M' } } } });
    expect(nodes['c']).toMatchObject({
      event: { timer: { type: 'date', value: { text: '2023-03-01T08:00:00+07:00' } } },
    });
  });

  it.each([
    ['UTF-16 with a byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16()])],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text('UTF-8')])],
    ['ISO 8859-1', Buffer.from(text('ISO-8859-1', 'é').toString('utf8'), 'latin1')],
    ['UTF-8 that says it is UTF-16', text('utf-16')],
  ])('reads %s', async (_what, bytes) => {
    const graph = await graphOf(bytes);
    expect(graph.nodes['StartEvent_1']).toBeDefined();
  });

  it('decodes a declared encoding', async () => {
    const graph = await graphOf(Buffer.from(text('ISO-8859-1', 'é').toString('utf8'), 'latin1'));
    expect(graph.nodes['a']).toMatchObject({ name: 'é' });
  });
});

function text(encoding: string, name = 'a'): Buffer {
  const model = readModel('bpmn-io-bpmn2-prefix.bpmn').replace(
    '<bpmn2:task id="a"',
    `<bpmn2:task id="a" name="${name}"`,
  );
  return Buffer.from(model.replace('nhóm', 'x').replace('encoding="UTF-8"', `encoding="${encoding}"`));
}

function utf16(): Buffer {
  return Buffer.from(text('UTF-16').toString('utf8'), 'utf16le');
}
