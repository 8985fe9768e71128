import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROBLEM_CODES } from '../../../domain/bpmn/problem';

const PAGES = path.join(__dirname, '../../../docs/errors');

describe('docs/errors', () => {
  it.each(PROBLEM_CODES)('explains %s', (code) => {
    const file = path.join(PAGES, `${code}.md`);
    expect(existsSync(file)).toBe(true);
    const page = readFileSync(file, 'utf8');
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page).toContain('**Why:**');
    expect(page).toContain('**How to mend:**');
  });
});
