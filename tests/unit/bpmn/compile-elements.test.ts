import type { ProcessGraph } from '../../../domain/bpmn/process-graph';
import { around, compileXml, condition, definitions, flow, graphOf, nodeOf, process } from './bpmn-fixture';

const MESSAGE = '<message id="M" name="paid"/>';
const catchTimer = (content: string) =>
  around(
    'c',
    `<intermediateCatchEvent id="c"><timerEventDefinition>${content}</timerEventDefinition></intermediateCatchEvent>`,
  );
const extended = (kind: string, extension: string, attributes = '') =>
  around('t', `<${kind} id="t" ${attributes}><extensionElements>${extension}</extensionElements></${kind}>`);

describe('events', () => {
  it.each([
    ['timeDuration', 'P3D', 'duration', 'P3D'],
    ['timeDuration', 'P2W', 'duration', 'P14D'],
    ['timeDuration', 'PT0.5S', 'duration', 'PT0.5S'],
    ['timeDuration', 'PT1,5H', 'duration', 'PT1H30M'],
    ['timeDuration', ' PT36H ', 'duration', 'PT36H'],
    ['timeDate', '2023-01-01T00:00:00Z', 'date', '2023-01-01T00:00:00Z'],
    ['timeDate', '20230101T070000+07', 'date', '2023-01-01T07:00:00+07:00'],
    ['timeCycle', 'R3/PT10S', 'cycle', 'R3/PT10S'],
    ['timeCycle', 'R/PT1H', 'cycle', 'R/PT1H'],
    ['timeCycle', 'R3/2023-01-01T00:00:00Z/PT1H', 'cycle', 'R3/2023-01-01T00:00:00Z/PT1H'],
  ])('keeps a fixed %s %s', async (property, text, type, value) => {
    const node = await nodeOf(catchTimer(`<${property}>${text}</${property}>`), 'c');
    expect(node).toMatchObject({ event: { type: 'timer', timer: { type, value: { text: value } } } });
  });

  it.each([
    ['= deadline', 'deadline'],
    ['duration("P1D") * 2', 'duration("P1D") * 2'],
    ['= @"P1D"', '@"P1D"'],
  ])('takes %s as FEEL', async (text, feel) => {
    const node = await nodeOf(catchTimer(`<timeDuration>${text}</timeDuration>`), 'c');
    expect(node).toMatchObject({ event: { timer: { value: { feel } } } });
  });

  it('reads message name and correlation key', async () => {
    const roots =
      '<message id="M" name="=&quot;a-&quot; + kind"><extensionElements><zeebe:subscription correlationKey="= slip.no"/></extensionElements></message>';
    const node = await nodeOf(around('t', '<receiveTask id="t" messageRef="M"/>', roots), 't');
    expect(node).toMatchObject({ message: { name: { feel: '"a-" + kind' }, correlationKey: { feel: 'slip.no' } } });
  });

  it('lets a message throw with a job do without a message', async () => {
    const throwing = `<intermediateThrowEvent id="t"><extensionElements><zeebe:taskDefinition type="mail"/></extensionElements><messageEventDefinition/></intermediateThrowEvent>`;
    const node = await nodeOf(around('t', throwing), 't');
    expect(node).toMatchObject({
      kind: 'intermediateThrowEvent',
      event: { type: 'message' },
      job: { type: { text: 'mail' } },
    });
  });

  it('attaches boundary events in document order, interrupting by default', async () => {
    const timer = '<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>';
    const graph = await graphOf(
      process(
        `<boundaryEvent id="b2" attachedToRef="t"><errorEventDefinition errorRef="E"/></boundaryEvent>
         <boundaryEvent id="b1" attachedToRef="t" cancelActivity="false">${timer}</boundaryEvent>
         <boundaryEvent id="b3" attachedToRef="t"><errorEventDefinition/></boundaryEvent>
         <task id="t"/><task id="u"/>${flow('b1', 'u')}${flow('b2', 'u')}${flow('b3', 'u')}`,
        '<error id="E" name="Late" errorCode="=code"/>',
      ),
    );

    expect(graph.nodes['t']).toMatchObject({ boundaryEvents: ['b2', 'b1', 'b3'] });
    expect(graph.nodes['b1']).toMatchObject({ interrupting: false, attachedTo: 't', event: { type: 'timer' } });
    expect(graph.nodes['b2']).toMatchObject({
      interrupting: true,
      event: { type: 'error', code: { feel: 'code' }, name: 'Late' },
    });
    expect(graph.nodes['b3']).toHaveProperty('event', { type: 'error' });
    // implicit entries: `u` has incoming flows, boundary events never are entries
    expect(graph.scopes['p']?.entries).toEqual(['t']);
  });

  it('takes the none start event as entry and lists message starts apart', async () => {
    const start = '<startEvent id="m"><messageEventDefinition messageRef="M"/></startEvent>';
    const graph = await graphOf(
      process(
        `${start}<startEvent id="s" isInterrupting="false"/><task id="t"/><endEvent id="e"/>${flow('m', 't')}${flow('s', 't')}${flow('t', 'e')}`,
        MESSAGE,
      ),
    );
    expect(graph.scopes['p']?.entries).toEqual(['s']);
    expect(graph.messageStartEvents).toEqual(['m']);
  });
});

describe('activities', () => {
  it('gives a service task without task definition its id as job type', async () => {
    expect(await nodeOf(around('pay', '<serviceTask id="pay"/>'), 'pay')).toMatchObject({
      job: { type: { text: 'pay' }, headers: {} },
    });
  });

  it('reads task definition, retries and headers', async () => {
    const extension =
      '<zeebe:taskDefinition type="mail" retries="=n"/><zeebe:taskHeaders><zeebe:header key="a" value="1"/></zeebe:taskHeaders>';
    expect(await nodeOf(extended('sendTask', extension), 't')).toMatchObject({
      job: { type: { text: 'mail' }, retries: { feel: 'n' }, headers: { a: '1' } },
    });
  });

  it.each([
    ['formId="f"', 'f'],
    ['formKey="camunda-forms:bpmn:x"', 'camunda-forms:bpmn:x'],
    ['externalReference="https://example.org/f"', 'https://example.org/f'],
  ])('reads the form of a user task from %s', async (attribute, formId) => {
    expect(await nodeOf(extended('userTask', `<zeebe:formDefinition ${attribute}/>`), 't')).toMatchObject({ formId });
  });

  it('reads assignment, mappings and properties', async () => {
    const node = await nodeOf(
      extended(
        'userTask',
        `<zeebe:assignmentDefinition assignee="= officer" candidateGroups="a, b"/>
         <zeebe:ioMapping><zeebe:input source="= 1 + 1" target="tổng"/><zeebe:output source="x" target="a.b.c"/></zeebe:ioMapping>
         <zeebe:properties><zeebe:property name="k" value="v"/><zeebe:property name="empty"/></zeebe:properties>`,
      ),
      't',
    );
    expect(node).toMatchObject({
      assignee: { feel: 'officer' },
      candidateGroups: { text: 'a, b' },
      inputs: [{ source: { feel: '1 + 1' }, target: 'tổng' }],
      outputs: [{ source: { feel: 'x' }, target: 'a.b.c' }],
      properties: { k: 'v', empty: '' },
    });
  });

  it.each(['feel', 'FEEL', 'application/feel', 'text/x-feel', 'https://www.omg.org/spec/DMN/20191111/FEEL/'])(
    'runs a standard script in %s',
    async (format) => {
      const xml = around('t', `<scriptTask id="t" scriptFormat="${format}"><script>a + 1</script></scriptTask>`);
      expect(await nodeOf(xml, 't')).toMatchObject({ script: { feel: 'a + 1' } });
    },
  );

  it('takes a script task without script as an abstract task', async () => {
    expect(await nodeOf(around('t', '<scriptTask id="t" scriptFormat="groovy"/>'), 't')).not.toHaveProperty('script');
  });

  it('allows conditions and a default on an activity', async () => {
    const graph = await graphOf(
      process(
        `<task id="t" default="t-v"/><task id="u"/><task id="v"/>${flow('t', 'u', condition('=a'))}${flow('t', 'v')}`,
      ),
    );
    expect(graph.nodes['t']).toMatchObject({ defaultFlow: 't-v', outgoing: ['t-u', 't-v'] });
    expect(graph.flows['t-u']).toEqual({ id: 't-u', source: 't', target: 'u', condition: { feel: 'a' } });
  });

  it('gives a subprocess a scope of its own', async () => {
    const inner = `<task id="b"/><task id="a"/>${flow('b', 'a')}<task id="c"/>`;
    const graph = await graphOf(around('sub', `<subProcess id="sub" triggeredByEvent="false">${inner}</subProcess>`));
    expect(graph.scopes['sub']).toEqual({ id: 'sub', parent: 'p', entries: ['b', 'c'], elements: ['b', 'a', 'c'] });
    expect(graph.scopes['p']).toEqual({ id: 'p', entries: ['s'], elements: ['s', 'sub', 'e'] });
    expect(graph.nodes['a']).toMatchObject({ scope: 'sub' });
  });
});

describe('the file', () => {
  it('needs no condition on the only way out of a gateway', async () => {
    await expect(graphOf(around('g', '<exclusiveGateway id="g"/>'))).resolves.toBeDefined();
  });

  it('takes quoted calls of the clock as text', async () => {
    const xml = process(`<task id="t"/><task id="u"/>${flow('t', 'u', condition('name = "now()"'))}`);
    await expect(graphOf(xml)).resolves.toBeDefined();
  });

  it('deploys all processes of a file', async () => {
    const result = await compileXml(
      definitions(
        '<process id="a" isExecutable="true" name="A"><task id="t"/></process><process id="b"><task id="u"/></process>',
      ),
    );
    const ids = (processes: readonly ProcessGraph[]) =>
      processes.map(({ id, isExecutable }) => `${id} ${isExecutable}`);
    expect('deployment' in result && ids(result.deployment.processes)).toEqual(['a true', 'b false']);
  });

  it('ignores foreign namespaces with one note for each kind', async () => {
    const foreign = '<extensionElements><other:a id="t"/><other:a/><zeebe:executionListeners/></extensionElements>';
    const result = await compileXml(process(`<task id="t" other:x="1">${foreign}</task><task id="u" other:x="2"/>`));
    expect('deployment' in result).toBe(true);
    expect(result.notes.map(({ message, line }) => `${line} ${message}`)).toEqual([
      '3 attribute other:x (urn:other) is ignored',
      '3 element other:a (urn:other) is ignored',
      '3 element zeebe:executionListeners (http://camunda.org/schema/zeebe/1.0) is ignored',
    ]);
  });

  it('carries data, artifacts and lanes silently', async () => {
    const xml = process(
      `<laneSet id="l"><lane id="l1"><flowNodeRef>t</flowNodeRef></lane></laneSet>
       <dataObject id="d"/><dataObjectReference id="dr" dataObjectRef="d"/><dataStoreReference id="ds"/>
       <task id="t"><documentation>why</documentation><ioSpecification><inputSet/><outputSet/></ioSpecification></task>
       <textAnnotation id="a"><text>x</text></textAnnotation><association id="as" sourceRef="t" targetRef="a"/>`,
    );
    const graph = await graphOf(xml);
    expect(Object.keys(graph.nodes)).toEqual(['t']);
  });

  it('is plain JSON, with the format first', async () => {
    const graph = await graphOf(around('t', '<userTask id="t" name="Thẩm định"/>'));
    expect(JSON.parse(JSON.stringify(graph))).toStrictEqual(graph);
    expect(Object.keys(graph)[0]).toBe('format');
  });
});
