import { PROBLEM_CODES } from '../../../domain/bpmn/problem';
import { errorCodes } from '../../../contracts/error-codes';
import { listFiles, listSources, readText } from './tracked-files';

/** How codes stand in the code: given to a refusal or a fault, reported as a problem, or listed in a type. */
const WAYS = [
  /\bnew \w*(?:Refusal|Refused|Failure|Fault)\(\s*'([A-Z][A-Z_]{3,})'/g,
  /\b(?:report|refuse)\(\s*'([A-Z][A-Z_]{3,})'/g,
  /\b(?:code|failureCode)(?:: | = )'([A-Z][A-Z_]{3,})'/g,
  /\bnonRetryable\([^)]*, '([A-Z][A-Z_]{3,})'\)/g,
  /\bx\.fail\([^;]*, '([A-Z][A-Z_]{3,})', /g,
  /: '(RUN_BROKE_OFF)'/g,
];
const LISTS = [
  /\breadonly code: ((?:'[A-Z_]+'(?: \| )?)+)/g,
  /\btype \w+Code =((?:\s+\| '[A-Z_]+')+|(?: '[A-Z_]+'(?: \|)?)+);/g,
];

/** The simulators stand for other systems: what they refuse is no promise of ours. */
const ours = listSources().filter((file) => !file.startsWith('simulators/') && !file.startsWith('bench/'));

const used = new Set<string>([...PROBLEM_CODES, ...Object.keys(errorCodes)]);
for (const file of ours) {
  const text = readText(file);
  for (const way of WAYS) for (const [, code = ''] of text.matchAll(way)) used.add(code);
  for (const list of LISTS) {
    for (const [, members = ''] of text.matchAll(list))
      for (const code of members.match(/[A-Z_]+/g) ?? []) used.add(code);
  }
}
const codes = [...used].sort();
const documented = listFiles('docs/errors').map((page) => page.replace(/^docs\/errors\/|\.md$/g, ''));

describe('docs/errors', () => {
  it('knows the codes of every part', () => {
    expect(codes).toEqual(
      expect.arrayContaining(['TIMER_INVALID', 'FOUR_EYES', 'PORT_OCCUPIED', 'SCENARIO_INVALID', 'FLOW_NOT_COVERED']),
    );
  });

  it.each(codes)('has a page for %s that says what it means and what to do', (code) => {
    expect(documented).toContain(code);
    const page = readText(`docs/errors/${code}.md`);
    expect(page.startsWith(`# ${code}\n\n`)).toBe(true);
    expect(page).toMatch(/\*\*How to mend:\*\* \S/);
  });

  it('has no page for a code nobody uses', () => {
    expect(documented.filter((code) => !used.has(code))).toEqual([]);
  });
});
