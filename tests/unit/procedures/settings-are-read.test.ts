import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A setting that nothing reads promises what does not happen. */

const ROOT = path.resolve(__dirname, '../../..');
const READERS = [
  'api',
  'activities',
  'db/repositories',
  'deploy',
  'domain',
  'platform',
  'scripts',
  'simulators',
  'worker',
];
/** Where settings are only declared and checked. */
const DECLARED = ['scripts/publish/definition-file.ts', 'platform/config.ts'];

const sources = READERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => file.endsWith('.ts') && !DECLARED.includes(file)),
).map((file) => readFileSync(path.join(ROOT, file), 'utf8'));

/** Read as a member, or taken out of an object; a word in a text is not reading. */
function isRead(name: string): boolean {
  const member = new RegExp(`\\.${name}\\b`);
  const destructured = new RegExp(`[{,]\\s*${name}\\s*(?:[,}=]|: [a-zA-Z{])`);
  return sources.some((source) => member.test(source) || destructured.test(source));
}

const settings = JSON.parse(
  readFileSync(path.join(ROOT, 'templates/procedures/P2.TRANSFER/procedure.json'), 'utf8'),
) as Record<string, unknown>;

/** Names of all settings, with those of what they consist of. */
function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesOf);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => [name, ...namesOf(part)]);
}

function variablesOfConfig(): string[] {
  const text = readFileSync(path.join(ROOT, 'platform/config.ts'), 'utf8');
  const declared = text.slice(text.indexOf('export interface Config {'), text.indexOf('const logLevels'));
  return [...declared.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name = '']) => name);
}

describe('settings', () => {
  it.each([...new Set(namesOf(settings))].sort())('%s of a procedure is read somewhere', (name) => {
    expect(isRead(name)).toBe(true);
  });

  it.each(variablesOfConfig())('%s of the configuration is read somewhere', (name) => {
    expect(isRead(name)).toBe(true);
  });

  it('would notice a setting that nobody reads', () => {
    expect(variablesOfConfig()).toContain('databaseUrl');
    for (const name of ['subjects', 'withinProvince', 'taxSlipFormat']) expect(isRead(name)).toBe(false);
  });
});
