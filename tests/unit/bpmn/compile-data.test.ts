import { compileXml, condition, flow, process, refusalsOf } from './bpmn-fixture';

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
      'correlationKey "K" is ignored: a message correlates by its name and zeebe:subscription',
    ]);
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
