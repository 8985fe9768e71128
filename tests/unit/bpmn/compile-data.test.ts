import { compileXml, condition, flow, graphOf, process, refusalsOf } from './bpmn-fixture';

const CORRELATION =
  '<message id="M" name="m"/><itemDefinition id="I"/><correlationProperty id="C" type="I"/>' +
  '<collaboration id="co"><participant id="pa" processRef="p"/>' +
  '<correlationKey id="K"><correlationPropertyRef>C</correlationPropertyRef></correlationKey></collaboration>';
const task = (content: string) =>
  process(`<dataObject id="d"/><dataObjectReference id="dr" dataObjectRef="d"/><userTask id="t">${content}</userTask>`);
const SPECIFICATION =
  '<ioSpecification><dataInput id="in"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet><outputSet/></ioSpecification>';
const association = (content: string) =>
  `${SPECIFICATION}<dataInputAssociation id="a"><sourceRef>dr</sourceRef><targetRef>in</targetRef>${content}</dataInputAssociation>`;

async function notesOf(xml: string): Promise<string[]> {
  const result = await compileXml(xml);
  expect('problems' in result && result.problems).toBe(false);
  return result.notes.map(({ message }) => message);
}

describe('data and correlation', () => {
  it.each([
    ['an assignment', association('<assignment><from>1</from><to>in</to></assignment>')],
    ['a transformation', association('<transformation>x</transformation>')],
  ])('a data association with %s is refused', async (_what, content) => {
    expect(await refusalsOf(task(content))).toEqual(['UNSUPPORTED_ELEMENT a']);
  });

  it('a correlation subscription is refused', async () => {
    const subscription =
      '<correlationSubscription id="cs" correlationKeyRef="K"><correlationPropertyBinding correlationPropertyRef="C"><dataPath>y</dataPath></correlationPropertyBinding></correlationSubscription>';
    expect(await refusalsOf(process(`<task id="t"/>${subscription}`, CORRELATION))).toEqual(['UNSUPPORTED_ELEMENT cs']);
  });

  it('what only describes is accepted with a note', async () => {
    const owner =
      '<potentialOwner id="po"><resourceAssignmentExpression><formalExpression>user(x)</formalExpression></resourceAssignmentExpression></potentialOwner>';
    expect(await notesOf(task(association('') + owner))).toEqual([
      'ioSpecification of userTask "t" is ignored',
      'dataInputAssociation of userTask "t" is ignored',
      'potentialOwner of userTask "t" is ignored, use zeebe:assignmentDefinition',
    ]);
    expect(await notesOf(process('<task id="t"/>', CORRELATION))).toEqual([
      'itemDefinition is ignored: variables have no declared types',
      'correlationKey "K" is ignored: a message correlates by its name and zeebe:subscription',
    ]);
  });
});

describe('data types and services, as tools write them', () => {
  const types =
    '<import importType="http://www.w3.org/2001/XMLSchema" location="types.xsd" namespace="urn:types"/>' +
    '<itemDefinition id="I" structureRef="xsd:string" itemKind="Information"/><itemDefinition id="J" structureRef="java.lang.String"/>' +
    '<interface id="S" name="s" implementationRef="java:S"><operation id="O" name="o"><inMessageRef>gone</inMessageRef><errorRef>gone</errorRef></operation></interface>';
  const typed = `<property id="pr" name="n" itemSubjectRef="types:N"/><dataObject id="d" itemSubjectRef="I" isCollection="true"/>
    <dataStoreReference id="ds" dataStoreRef="gone"/><serviceTask id="t" operationRef="S.o"><extensionElements>
    <zeebe:taskDefinition xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" type="x"/></extensionElements></serviceTask><task id="u"/>`;
  const boolean = condition('a = 1').replace(
    '<conditionExpression ',
    '<conditionExpression evaluatesToTypeRef="java:java.lang.Boolean" ',
  );
  const model = process(
    `${typed}${flow('t', 'u', boolean, 'f')}`,
    `${types}<message id="M" name="m" itemRef="xsd:string"/>`,
  );

  it('are notes, also where they lead out of the file', async () => {
    const notes = await notesOf(model);
    const outside = notes.filter((note) => note.endsWith('; it says nothing about how the process runs'));
    expect(outside.map((note) => note.split(', which')[0])).toEqual(
      expect.arrayContaining([
        'itemRef refers to "xsd:string"',
        'inMessageRef refers to "gone"',
        'errorRef refers to "gone"',
        'dataStoreRef refers to "gone"',
        'operationRef refers to "S.o"',
        'evaluatesToTypeRef refers to "java:java.lang.Boolean"',
      ]),
    );
    expect(notes).toEqual(
      expect.arrayContaining([
        'import is ignored: nothing is fetched',
        'itemDefinition is ignored: variables have no declared types',
        'interface is ignored: jobs go by zeebe:taskDefinition',
      ]),
    );
  });

  it('change nothing in what runs', async () => {
    const plain = process(
      `${typed.replace(/ (?:itemSubjectRef|operationRef|isCollection|dataStoreRef)="[^"]*"/g, '')}${flow('t', 'u', condition('a = 1'), 'f')}`,
    );
    expect(await graphOf(model)).toEqual(await graphOf(plain));
  });

  it('are not taken for references that matter', async () => {
    const boundary = (reference: string) =>
      process(
        `<task id="t"/><boundaryEvent id="b" attachedToRef="t"><errorEventDefinition errorRef="${reference}"/></boundaryEvent><task id="c"/>${flow('b', 'c')}`,
        '<itemDefinition id="I"/>',
      );
    expect(await refusalsOf(boundary('gone'))).toContain('UNRESOLVED_REFERENCE b');
    // A type is no error: what refers to one where an error is due catches nothing the author meant.
    expect(await refusalsOf(boundary('I'))).not.toEqual([]);
  });
});

describe('the language of the file', () => {
  const content = `<task id="t"/><task id="u"/>${flow('t', 'u', condition('x'), 'f')}`;
  const inLanguage = (language: string, body = content) =>
    process(body).replace('<definitions ', `<definitions expressionLanguage="${language}" `);

  it('is that of expressions which name none; only FEEL is run', async () => {
    expect(await refusalsOf(inLanguage('http://www.java.com/java'))).toEqual(['EXPRESSION_LANGUAGE f']);
    const timer = '<timerEventDefinition><timeDuration>x</timeDuration></timerEventDefinition>';
    const waiting = `<intermediateCatchEvent id="c">${timer}</intermediateCatchEvent>`;
    expect(await refusalsOf(inLanguage('http://www.mvel.org/2.0', waiting))).toEqual(['EXPRESSION_LANGUAGE c']);
  });

  it.each([
    ['a text that begins with =', content.replace('>x<', '>=x<')],
    [
      'an expression that names FEEL',
      content.replace('<conditionExpression ', '<conditionExpression language="feel" '),
    ],
    ['no expression at all', '<task id="t"/>'],
    [
      'ISO 8601',
      '<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>',
    ],
  ])('does not concern %s', async (_what, body) => {
    expect(await refusalsOf(inLanguage('http://www.java.com/java', body))).toEqual([]);
  });

  it('XPath, which tools write into every file, is taken as FEEL with a note', async () => {
    expect(await notesOf(inLanguage('http://www.w3.org/1999/XPath'))).toEqual([
      'expressionLanguage names XPath; expressions are read as FEEL all the same',
    ]);
    expect(await notesOf(inLanguage('https://www.omg.org/spec/DMN/20191111/FEEL/'))).toEqual([]);
    expect(await notesOf(process(content))).toEqual([]);
  });
});
