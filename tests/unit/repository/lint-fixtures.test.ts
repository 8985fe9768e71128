import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runLint } from './run-lint';
import type { LintOutput } from './lint-texts';

const FIXTURES = path.resolve(__dirname, '../../lint-fixtures');
const HEAD = /^\/\/ as: (?<filePath>\S+)\n\/\/ refused by: (?<rule>\S+)\n/;
/** Zones of the dependency rule, and what holds everywhere. */
const ZONES = 'activities api contracts db domain everywhere platform simulators templates web worker workflows'.split(
  ' ',
);
const NEEDS_TYPES = /no-(floating|misused)-promises|switch-exhaustiveness-check|no-unsafe-member-access/;

interface Fixture {
  readonly name: string;
  readonly filePath: string;
  readonly rule: string;
  readonly text: string;
}

const fixtures: readonly Fixture[] = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map((name) => {
    const text = readFileSync(path.join(FIXTURES, name), 'utf8');
    const { filePath, rule } = HEAD.exec(text)?.groups ?? {};
    if (!filePath || !rule) throw new Error(`${name} does not say what it stands for`);
    return { name, filePath, rule, text };
  });

/** A file of so many lines. */
function longFile(lines: number) {
  const text = Array.from({ length: lines }, (_, n) => `export const n${n} = ${n};\n`).join('');
  return { filePath: 'domain/fixture.ts', text, withTypes: false };
}

let findings: LintOutput;
beforeAll(() => {
  findings = runLint([
    ...fixtures.map(({ filePath, rule, text }) => ({ filePath, text, withTypes: NEEDS_TYPES.test(rule) })),
    longFile(501),
    longFile(500),
  ]);
});

describe('lint', () => {
  it.each(fixtures.map(({ name, rule }, index) => ({ name, rule, index })))(
    'refuses $name by $rule',
    ({ rule, index }) => {
      // The fixture breaks this rule and no other: it fails for the reason it was written for.
      expect([...new Set(findings[index]?.map(({ ruleId }) => ruleId))]).toEqual([rule]);
    },
  );

  it('has a fixture for every zone', () => {
    expect([...new Set(fixtures.map(({ name }) => name.split(path.sep)[0]))].sort()).toEqual(ZONES);
  });

  it('refuses a file of more than 500 lines, and takes one of 500', () => {
    const [long, whole] = findings.slice(-2);
    expect(long?.map(({ ruleId }) => ruleId)).toEqual(['max-lines']);
    expect(whole).toEqual([]);
  });
});
