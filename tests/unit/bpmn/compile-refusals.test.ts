import { PROBLEM_CODES } from '../../../domain/bpmn/problem';
import { definitions, problemsOf, refusalsOf } from './bpmn-fixture';
import { REFUSED_DEFINITIONS } from './refused-definitions';
import { REFUSED_STRUCTURES } from './refused-structures';

const cases = [...REFUSED_STRUCTURES, ...REFUSED_DEFINITIONS];

describe('what a file is refused for', () => {
  it.each(cases)('refuses $what', async ({ xml, expected }) => {
    expect([...(await refusalsOf(xml))].sort()).toEqual([...expected].sort());
  });

  it('has a case for every code', () => {
    const covered = new Set(cases.flatMap(({ expected }) => expected.map((line) => line.split(' ')[0])));
    // A file that cannot be opened is the command line's own problem, tested there.
    expect(PROBLEM_CODES.filter((code) => !covered.has(code))).toEqual(['FILE_UNREADABLE']);
  });

  it('reports all problems at once, in the order of the file, each with its place', async () => {
    const xml = definitions(
      '<process id="p">\n  <startEvent id="s"/>\n  <callActivity id="c"/>\n\t<receiveTask\n id="r"/>\n  <task/>\n</process>',
    );

    const problems = await problemsOf(xml);

    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'END_EVENT_MISSING 3:3',
      'ELEMENT_NOT_REACHABLE 4:3',
      'UNSUPPORTED_ELEMENT 4:3',
      'ELEMENT_NOT_REACHABLE 5:2',
      'MESSAGE_MISSING 5:2',
      'ELEMENT_NOT_REACHABLE 7:3',
      'MISSING_ID 7:3',
    ]);
    expect(problems.every(({ message }) => message !== '' && !message.includes('\n'))).toBe(true);
  });

  it('places a duplicate id at the second element', async () => {
    const [problem] = await problemsOf(definitions('<process id="p">\n<task id="t"/>\n  <task id="t"/></process>'));
    expect(problem).toMatchObject({ code: 'DUPLICATE_ID', line: 4, column: 3 });
  });
});
