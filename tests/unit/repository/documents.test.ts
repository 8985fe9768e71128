import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { listFiles, listSources, readText, ROOT } from './tracked-files';

const pages = listFiles().filter((file) => file.endsWith('.md'));

interface PackageFile {
  readonly version: string;
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}
const packageFile = JSON.parse(readText('package.json')) as PackageFile;

describe('the documents', () => {
  it('link to what exists', () => {
    const broken = pages.flatMap((page) =>
      [...readText(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => path.posix.join(path.posix.dirname(page), link))
        .filter((file) => !existsSync(path.join(ROOT, file)))
        .map((file) => `${page}: ${file}`),
    );
    expect(broken).toEqual([]);
  });

  it('can all be reached from the README', () => {
    const seen = new Set<string>();
    const open = ['README.md'];
    for (let page = open.pop(); page !== undefined; page = open.pop()) {
      if (seen.has(page) || !existsSync(path.join(ROOT, page))) continue;
      seen.add(page);
      const from = path.posix.dirname(page);
      for (const [, link = ''] of readText(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        const target = path.posix.join(from, link).replace(/\/$/, '');
        if (target.endsWith('.md')) open.push(target);
        // A link to a folder leads to all of its pages.
        else open.push(...pages.filter((candidate) => candidate.startsWith(`${target}/`)));
      }
    }
    expect(pages.filter((page) => !seen.has(page))).toEqual([]);
  });

  it('name commands that exist', () => {
    const commands = pages.flatMap((page) =>
      [...readText(page).matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name = '']) => ({ page, name })),
    );
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter(({ name }) => !(name in packageFile.scripts))).toEqual([]);
  });

  it('name files and folders that exist', () => {
    const top =
      'domain contracts workflows activities worker api db templates platform simulators web scripts bench tests deploy';
    const named = new RegExp('`((?:' + top.replaceAll(' ', '|') + ')/[\\w./-]*)`', 'g');
    const gone = ['README.md', ...pages.filter((page) => page.startsWith('docs/'))].flatMap((page) =>
      [...readText(page).matchAll(named)]
        .map(([, file = '']) => file)
        .filter((file) => !existsSync(path.join(ROOT, file)))
        .map((file) => `${page}: ${file}`),
    );
    expect(gone).toEqual([]);
  });
});

describe('docs/adr', () => {
  const names = pages.filter((page) => page.startsWith('docs/adr/')).sort();

  it('is numbered without gaps, and each record says when and what became of it', () => {
    names.forEach((page, index) => {
      const number = index + 1;
      expect(path.basename(page)).toMatch(new RegExp(`^${String(number).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
      expect(readText(page)).toMatch(
        new RegExp(`^# ${number}\\. .+\\n\\n\\d{4}-\\d\\d-\\d\\d · (accepted|replaced by )`),
      );
      for (const part of ['Context', 'Decision', 'Consequences']) expect(readText(page)).toContain(`**${part}.**`);
    });
  });

  it('has every record the code relies on', () => {
    const cited = listSources().flatMap((file) => [...readText(file).matchAll(/\bADR (\d{4})\b/g)].map(([, n]) => n));
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((number) => !names.some((page) => page.includes(`/${number}-`)))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  it('has only identifiers that occur in the code', () => {
    const words = [...readText('docs/glossary.md').matchAll(/`([^`<\s]+)`/g)].map(([, word = '']) => word);
    const product = /^(?:domain|contracts|db|templates|workflows|activities|api|worker|scripts|web)\//;
    const code = listFiles()
      .filter((file) => product.test(file) && /\.(?:ts|tsx|sql|json|bpmn)$/.test(file))
      .map(readText)
      .join('\n');
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((word) => !code.includes(word))).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('gives a reason for every dependency, and for no other', () => {
    const [, production = '', development = ''] = readText('docs/dependencies.md').split('\n## ');
    const listed = (section: string) =>
      [...section.matchAll(/^\| (@?[a-z][\w./-]*) +\| \S.* \|$/gm)]
        .map(([, name = '']) => name)
        .filter((n) => n !== 'package');
    expect(listed(production)).toEqual(Object.keys(packageFile.dependencies));
    expect(listed(development)).toEqual(Object.keys(packageFile.devDependencies));
  });
});

describe('docs/bpmn-support.md', () => {
  it('is what the registry says', () => {
    const script = path.join(ROOT, 'scripts', 'bpmn-support.ts');
    const check = spawnSync(process.execPath, ['--import', 'tsx', script, '--check'], { cwd: ROOT, encoding: 'utf8' });
    expect({ status: check.status, stderr: check.stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('CHANGELOG.md', () => {
  it('says what has changed since the last release, in the order of Keep a Changelog', () => {
    const changelog = readText('CHANGELOG.md');
    const versions = [...changelog.matchAll(/^## \[([^\]]+)\]/gm)].map(([, version]) => version);
    expect(versions[0]).toBe('Unreleased');
    const kinds = [...changelog.matchAll(/^### (.+)$/gm)].map(([, kind]) => kind);
    expect(kinds.filter((kind) => !/^(Added|Changed|Deprecated|Removed|Fixed|Security)$/.test(kind ?? ''))).toEqual([]);
    expect(changelog).toContain(packageFile.version);
  });
});
