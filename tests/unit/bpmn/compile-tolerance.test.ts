import { around, compileXml, condition, flow, graphOf, nodeOf, problemsOf, process } from './bpmn-fixture';

// Files that keep to BPMN 2.0.2 in ways few tools write.

async function notesOf(xml: string): Promise<string[]> {
  const result = await compileXml(xml);
  expect('problems' in result && result.problems).toBe(false);
  return result.notes.map(({ line, message }) => `${line} ${message}`);
}

describe('a sequence flow without an id', () => {
  const anonymous = '<sequenceFlow sourceRef="t" targetRef="u"/>';

  it('is named after its ends, with a note at its place', async () => {
    const xml = process(`<task id="t"/><task id="u"/>\n${anonymous}\n${anonymous}\n<task id="t-to-u"/>`);
    expect(Object.keys((await graphOf(xml)).flows)).toEqual(['t-to-u-2', 't-to-u-3']);
    expect(await notesOf(xml)).toEqual([
      '4 a sequenceFlow has no id; it is called t-to-u-2',
      '5 a sequenceFlow has no id; it is called t-to-u-3',
    ]);
  });
});

describe('ids with letters of any script', () => {
  const xml = process(
    `<laneSet><lane id="làn"><flowNodeRef>thẩmĐịnh</flowNodeRef></lane></laneSet>
     <startEvent id="bắtĐầu"/><exclusiveGateway id="cổng" default="mặcĐịnh"><outgoing> rẽ </outgoing></exclusiveGateway>
     <userTask id="thẩmĐịnh" name="thẩmĐịnh"><documentation>thẩmĐịnh</documentation></userTask>
     <boundaryEvent id="quáHạn" attachedToRef="thẩmĐịnh"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
     <endEvent id="hết"/>${flow('bắtĐầu', 'cổng')}
     ${flow('cổng', 'hết', '', 'mặcĐịnh')}${flow('cổng', 'thẩmĐịnh', condition('"thẩmĐịnh" = thẩmĐịnh'), 'rẽ')}
     ${flow('thẩmĐịnh', 'hết')}${flow('quáHạn', 'hết')}`,
  );

  it('are ids like others, and nothing else of the file changes', async () => {
    const graph = await graphOf(xml);
    expect(graph.nodes['thẩmĐịnh']).toMatchObject({ name: 'thẩmĐịnh', boundaryEvents: ['quáHạn'], incoming: ['rẽ'] });
    expect(graph.nodes['cổng']).toMatchObject({ defaultFlow: 'mặcĐịnh', outgoing: ['rẽ', 'mặcĐịnh'] });
    expect(graph.flows['rẽ']).toMatchObject({ condition: { feel: '"thẩmĐịnh" = thẩmĐịnh' } });
    expect(graph.scopes['p']?.elements).toEqual(['bắtĐầu', 'cổng', 'thẩmĐịnh', 'quáHạn', 'hết']);
  });

  it('are named in problems as they are written', async () => {
    const broken = xml.replace('attachedToRef="thẩmĐịnh"', 'attachedToRef="thẩm"').replace('id="hết"', 'id="làn"');
    const found = await problemsOf(broken);
    expect(found.map(({ code, elementId }) => `${code} ${elementId}`)).toEqual(
      expect.arrayContaining(['DUPLICATE_ID làn', 'UNRESOLVED_REFERENCE quáHạn']),
    );
    expect(found.find(({ code }) => code === 'DUPLICATE_ID')?.message).toBe('the id "làn" is used twice');
    expect(found.map(({ message }) => message).join()).not.toContain('_id');
  });

  it('must still be names', async () => {
    expect((await problemsOf(process('<task id="1ấ"/><task id="t"/>'))).map(({ message }) => message)).toEqual([
      'the id "1ấ" must begin with a letter or "_" and have only letters, digits, "_", "-" and "."',
    ]);
  });
});

describe('elements that nothing leads to', () => {
  it('a cycle beside the way is accepted with a note: it never runs', async () => {
    const xml = process(
      `<startEvent id="s"/><endEvent id="e"/>${flow('s', 'e')}\n<task id="t"/><task id="u"/>${flow('t', 'u')}${flow('u', 't')}`,
    );
    expect(await notesOf(xml)).toEqual([
      '4 task "t" can never be reached: no path from a start leads to it',
      '4 task "u" can never be reached: no path from a start leads to it',
    ]);
  });
});

describe('elements with nothing in them', () => {
  it('an empty subprocess', async () => {
    expect((await graphOf(around('x', '<subProcess id="x"/>'))).scopes['x']).toMatchObject({ entries: [] });
  });

  it('a send task without a message is done by a connector named after it', async () => {
    expect(await nodeOf(around('x', '<sendTask id="x"/>'), 'x')).toMatchObject({ job: { type: { text: 'x' } } });
  });
});

describe('refused containers', () => {
  it('are looked into, without asking how what is in them would begin', async () => {
    const content = `
<startEvent id="s"/>
<transaction id="tx">
<startEvent id="ts"/>
<callActivity id="ca"/>
<task/>
${flow('ts', 'ca')}
</transaction>
<adHocSubProcess id="ah"><businessRuleTask id="br"/></adHocSubProcess>
<subProcess id="es" triggeredByEvent="true"><startEvent id="es1"><signalEventDefinition/></startEvent><startEvent id="es2"/></subProcess>
<task/>
<endEvent id="e"/>${flow('s', 'tx')}${flow('tx', 'ah')}${flow('ah', 'e')}`;
    const found = (await problemsOf(process(content))).map(
      ({ code, elementId, line }) => `${line} ${code} ${elementId}`,
    );
    expect(found).toEqual([
      '5 UNSUPPORTED_ELEMENT tx',
      '7 UNSUPPORTED_ELEMENT ca',
      '8 MISSING_ID tx',
      '11 UNSUPPORTED_ELEMENT ah',
      '11 UNSUPPORTED_ELEMENT br',
      '12 UNSUPPORTED_ELEMENT es',
      '13 ELEMENT_NOT_REACHABLE p',
      '13 MISSING_ID p',
    ]);
  });
});
