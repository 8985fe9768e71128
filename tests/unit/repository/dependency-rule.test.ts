import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runLint } from './run-lint';
import type { LintOutput } from './lint-texts';

const ARCHITECTURE = path.resolve(__dirname, '../../../docs/architecture.md');

/** Something of each folder that others might import. */
const SAMPLES: Readonly<Record<string, readonly [file: string, name: string]>> = {
  domain: ['domain/refusal', 'Refusal'],
  contracts: ['contracts/ids', 'dossierWorkflowId'],
  workflows: ['workflows/dossier-workflow', 'dossierWorkflow'],
  activities: ['activities/commit-activities', 'createCommitActivities'],
  db: ['db/connect', 'connect'],
  templates: ['templates/documents/render-document', 'renderDocument'],
  platform: ['platform/config', 'readConfig'],
};

interface Cell {
  readonly row: string;
  readonly column: string;
  /** `code`: any import; `types`: `import type` only; `nothing`. */
  readonly allowed: 'code' | 'types' | 'nothing';
}

/** The table as people read it. */
function readTable(): Cell[] {
  const sections = readFileSync(ARCHITECTURE, 'utf8').split('\n## ');
  const section = sections.find((candidate) => candidate.startsWith('Dependency rule')) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.flatMap(([row = '', ...cells]) =>
    cells.map((text, index) => ({ row, column: head[index + 1] ?? '', allowed: meaningOf(text) })),
  );
}

function meaningOf(text: string): Cell['allowed'] {
  if (text.startsWith('yes') || text === '·') return 'code';
  if (text === 't' || text.endsWith('types')) return 'types';
  return 'nothing';
}

const cells = readTable();
const inputs = cells.flatMap(({ row, column }) => {
  const [file, name] = SAMPLES[column] ?? ['', ''];
  const filePath = `${row}/fixture.ts`;
  return [
    `import { ${name} } from '../${file}';\n\nexport const used = ${name};\n`,
    `import type { ${name} } from '../${file}';\n\nexport type Used = typeof ${name};\n`,
  ].map((text) => ({ filePath, text, withTypes: false }));
});

let findings: LintOutput;
beforeAll(() => {
  findings = runLint(inputs);
});

describe('the dependency table in docs/architecture.md', () => {
  it('has a row for every folder with product code, and a column for every one that others use', () => {
    expect([...new Set(cells.map(({ column }) => column))]).toEqual(Object.keys(SAMPLES));
    expect([...new Set(cells.map(({ row }) => row))].sort()).toEqual(
      'activities api contracts db domain platform simulators templates web worker workflows'.split(' '),
    );
  });

  it.each(cells.map((cell, index) => ({ ...cell, index })))(
    'is what lint enforces: $row may import $allowed of $column',
    ({ allowed, index }) => {
      const isRefused = (at: number) => (findings[at] ?? []).length > 0;
      expect({ code: isRefused(2 * index), types: isRefused(2 * index + 1) }).toEqual({
        code: allowed !== 'code',
        types: allowed === 'nothing',
      });
      const rules = [2 * index, 2 * index + 1].flatMap((at) => (findings[at] ?? []).map(({ ruleId }) => ruleId));
      const known = ['import-x/no-restricted-paths', '@typescript-eslint/no-restricted-imports'];
      expect(rules.filter((rule) => !known.includes(rule ?? 'broken off'))).toEqual([]);
    },
  );
});
