import fc from 'fast-check';
import { compileXml, readModel } from './bpmn-fixture';

const MODELS = ['camunda-modeler-8.bpmn', 'camunda-modeler-7.bpmn', 'semantic-prefix-qnames.bpmn'].map(readModel);

/** Parts of a file that matter, swapped into it anywhere. */
const FRAGMENTS = [
  ...[
    '<',
    '>',
    '/>',
    '"',
    "'",
    '&',
    '&amp;',
    '&x;',
    ' ',
    '=',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '\u0000',
    '\ufffe',
  ],
  ...[
    'id="done"',
    'id=""',
    'xsi:type="bpmn:tTask"',
    ' default="yes"',
    'attachedToRef="tax"',
    'sourceRef="tax"',
    'now()',
  ],
  ...[
    'bpmn:subProcess',
    'bpmn:task',
    'bpmn:endEvent',
    'bpmn:timerEventDefinition',
    'zeebe:input',
    '__proto__',
    'R3/P1D',
  ],
  ...['<bpmn:task/>', '<bpmn:standardLoopCharacteristics/>', '<bpmn:extensionElements/>', 'xmlns:bpmn="urn:x"', '🏠'],
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_000 })),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })),
});

/** Attribute values and texts exchanged for others of the same file: mostly well-formed, mostly wrong. */
const swap = fc.record({ from: fc.nat(), to: fc.nat() });

function swapValues(xml: string, swaps: readonly { from: number; to: number }[]): string {
  const parts = xml.split(/("[^"<>]*")/);
  const values = parts.map((_, index) => index).filter((index) => index % 2 === 1);
  for (const { from, to } of swaps) {
    const source = values[from % values.length] ?? 1;
    const target = values[to % values.length] ?? 1;
    parts[target] = parts[source] ?? '';
  }
  return parts.join('');
}

describe('any file', () => {
  it('is either compiled or refused with reasons, whatever is done to its text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MODELS),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        async (model, edits) => {
          const xml = edits.reduce((text, { at, remove, insert }) => {
            const start = Math.floor(at * text.length);
            return text.slice(0, start) + insert + text.slice(start + remove);
          }, model);
          await expectAnswer(xml);
        },
      ),
      { numRuns: 300 },
    );
  }, 120_000);

  it('is either compiled or refused with reasons, whichever values are exchanged', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MODELS),
        fc.array(swap, { minLength: 1, maxLength: 4 }),
        async (model, swaps) => {
          refused += (await expectAnswer(swapValues(model, swaps))) ? 0 : 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(50);
  }, 120_000);

  it('is answered in good time when it has five megabytes', async () => {
    const task = (index: number) =>
      `<task id="t${index}" name="Nhiệm vụ"/><sequenceFlow id="f${index}" sourceRef="t${index - 1}" targetRef="t${index}"/>\n`;
    const body = Array.from({ length: 45_000 }, (_, index) => task(index + 1)).join('');
    const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="t0"/>\n${body}</process></definitions>`;
    expect(xml.length).toBeGreaterThan(4_500_000);
    expect(await expectAnswer(xml)).toBe(true);
  });

  it('is refused when its elements are nested without end', async () => {
    const deep = `${'<subProcess>'.repeat(100_000)}${'</subProcess>'.repeat(100_000)}`;
    const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">${deep}</process></definitions>`;
    expect(await expectAnswer(xml)).toBe(false);
  });
});

/** True when it was compiled. */
async function expectAnswer(xml: string): Promise<boolean> {
  const result = await compileXml(xml);
  if ('deployment' in result) {
    expect(result.deployment.processes.length).toBeGreaterThan(0);
    return true;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  for (const { code, message, line, column } of result.problems) {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(message).toMatch(/^[^\n]+$/);
    expect(Number.isInteger(line) && Number.isInteger(column)).toBe(true);
  }
  return false;
}
