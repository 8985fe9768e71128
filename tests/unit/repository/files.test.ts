import path from 'node:path';
import { listFiles, listSources, readText, ROOT } from './tracked-files';

const BINARY = /\.(?:pdf|png|jpe?g|tiff?|woff2?|ttf|zip|gz)$/;
const files = listFiles();
const texts = files.filter((file) => !BINARY.test(file));

function linesOf(file: string): number {
  return readText(file).split('\n').length - 1;
}

describe('the files of the repository', () => {
  it('are all seen', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', '.ci/run', 'domain/engine/registry.ts']));
    expect(files.some((file) => file.includes('node_modules/'))).toBe(false);
  });

  it('have at most 500 lines where they are program text', () => {
    expect(listSources().filter((file) => linesOf(file) > 500)).toEqual([]);
  });

  it('are named in kebab-case where they are program text, and none is a drawer for everything', () => {
    const names = listSources().map((file) => path.basename(file));
    expect(
      names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(table|schema|d|config))?\.(ts|tsx|mts)$/.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|interfaces|common|misc)\.ts$|-\d\.ts$/.test(name))).toEqual([]);
  });

  it('name neither a folder of one machine nor the address of a package registry', () => {
    const foreign = [
      /(?<![\w.}])\/(?:work|root|home\/[a-z]+|Users\/[a-z]+)\//i,
      new RegExp(['registry', 'npmjs'].join('\\.')),
      /https?:\/\/[^\s'"]*(?:artifactory|nexus|verdaccio|goproxy)/i,
    ];
    const found = texts.flatMap((file) => {
      const text = readText(file);
      return foreign.flatMap((pattern) => pattern.exec(text)?.[0] ?? []).map((match) => `${file}: ${match}`);
    });
    expect(found).toEqual([]);
  });

  it('leave nothing to do later', () => {
    const marks = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
    const sources = files.filter((file) => /\.(?:ts|tsx|mts)$/.test(file));
    expect(sources.filter((file) => marks.test(readText(file)))).toEqual([]);
  });
});

describe('the tests', () => {
  const tests = files.filter((file) => file.endsWith('.test.ts'));
  const { projects } = jest.requireActual<{
    projects: { displayName: string; testMatch: string[]; globalSetup?: string }[];
  }>(path.join(ROOT, 'jest.config.cjs'));

  it('belong to one project each', () => {
    const patterns = projects.flatMap(({ testMatch }) => testMatch);
    const folders = patterns.map(
      (pattern) => /^<rootDir>\/(tests\/[a-z]+\/)\*\*\/\*\.test\.ts$/.exec(pattern)?.[1] ?? '',
    );
    expect(folders).not.toContain('');
    const owners = tests.map((file) => ({ file, owners: folders.filter((folder) => file.startsWith(folder)).length }));
    expect(owners.filter(({ owners: count }) => count !== 1)).toEqual([]);
  });

  it('are all run by `npm test`', () => {
    const script = readText('scripts/test.ts');
    for (const { displayName } of projects) expect(script).toContain(`'${displayName}'`);
  });

  it('skip nothing and single out nothing', () => {
    const marks = new RegExp(
      `\\b(?:describe|it|test)\\.(?:${['sk' + 'ip', 'on' + 'ly', 'to' + 'do'].join('|')})\\b|\\bx(?:it|describe)\\(`,
    );
    expect(tests.filter((file) => marks.test(readText(file)))).toEqual([]);
  });
});
