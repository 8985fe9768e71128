import { mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nameCacheFolder, provideTemporalBinaries, readPins } from '../../../../platform/local/temporal-binaries';

const goMod =
  'module x\n\ngo 1.26.8\n\nrequire (\n\tgo.temporal.io/api v1.63.0 // indirect\n\tgo.temporal.io/server v1.32.1 // indirect\n)\n';

let folder: string;
let moduleDir: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'temporal-binaries-'));
  moduleDir = path.join(folder, 'module');
  mkdirSync(moduleDir);
  writeFileSync(path.join(moduleDir, 'go.mod'), goMod);
  writeFileSync(path.join(moduleDir, 'go.sum'), 'sum\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function options(searchPath: string, lines: string[] = []) {
  return {
    cacheDir: path.join(folder, 'cache'),
    moduleDir,
    logFile: path.join(folder, 'build.log'),
    report: (line: string) => lines.push(line),
    searchPath,
  };
}

/** A stand-in for the compiler: writes the file named after `-o`, or fails. */
function installCompiler(script: string): string {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  const file = path.join(bin, 'go');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return bin;
}

describe('readPins', () => {
  test('given the module, it reads the versions of Temporal and of the compiler', () => {
    expect(readPins(moduleDir)).toMatchObject({ version: '1.32.1', goVersion: '1.26.8' });
  });

  test('given a changed pin in go.sum only, the cache folder is another one', () => {
    const before = nameCacheFolder(readPins(moduleDir));
    writeFileSync(path.join(moduleDir, 'go.sum'), 'other\n');
    expect(nameCacheFolder(readPins(moduleDir))).not.toBe(before);
    expect(before).toMatch(/^temporal-1\.32\.1-[0-9a-f]{12}-/);
  });

  test("the repository's own module is readable", () => {
    expect(readPins(path.resolve(__dirname, '../../../../tools/temporal')).version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('provideTemporalBinaries', () => {
  test('given neither cache nor compiler, the refusal says so in one sentence', async () => {
    await expect(provideTemporalBinaries(options('/nowhere'))).rejects.toMatchObject({
      code: 'TEMPORAL_NOT_BUILDABLE',
      message: `Temporal cannot start: its server is not yet in the cache (${path.join(folder, 'cache')}) and there is no Go compiler to build it with; install Go 1.26.8 or newer, or set TEMPORAL_ADDRESS to a Temporal server that already runs.`,
    });
  });

  test('given a compiler, both programs are built once and then come from the cache, without a compiler', async () => {
    const bin = installCompiler(
      'while [ "$1" != -o ]; do shift; done; echo "go.temporal.io/server/common" >&2; echo program > "$2"',
    );
    const lines: string[] = [];
    const built = await provideTemporalBinaries(options(`${bin}:/usr/bin:/bin`, lines));
    expect(existsSync(built.server) && existsSync(built.sqlTool)).toBe(true);
    expect(lines[0]).toContain('this first time only');
    await expect(provideTemporalBinaries(options('/nowhere'))).resolves.toEqual(built);
    expect(readdirSync(path.join(folder, 'cache'))).toEqual([path.basename(path.dirname(built.server))]);
  });

  test('given a build that fails, the refusal has its last words and nothing half-built stays', async () => {
    const bin = installCompiler('echo "go: module lookup disabled by GOPROXY=off" >&2; exit 1');
    await expect(provideTemporalBinaries(options(`${bin}:/usr/bin:/bin`))).rejects.toMatchObject({
      code: 'TEMPORAL_BUILD_FAILED',
      message: expect.stringContaining('go: module lookup disabled') as string,
    });
    expect(readdirSync(path.join(folder, 'cache'))).toEqual([]);
  });

  test('given two starts at once, one builds and the other waits for it', async () => {
    const bin = installCompiler(
      `while [ "$1" != -o ]; do shift; done; echo built >> ${folder}/count; sleep 0.3; echo program > "$2"`,
    );
    const lines: string[] = [];
    const both = [1, 2].map(() => provideTemporalBinaries(options(`${bin}:/usr/bin:/bin`, lines)));
    const [first, second] = await Promise.all(both);
    expect(first).toEqual(second);
    expect(lines.filter((line) => line.includes('this first time only'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('waiting for that'))).toHaveLength(1);
  });
});
