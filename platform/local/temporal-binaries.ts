import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, appendFileSync } from 'node:fs';
import path from 'node:path';
import { takeLock } from './lock-file';
import { StartFailure } from './start-failure';
import type { ReportProgress } from './start-failure';
import { waitUntil } from './wait-until';

const part = 'Temporal';
const progressEveryMs = 5_000;
const longestBuildMs = 60 * 60_000;

/** The two Temporal programs of one version. */
export interface TemporalBinaries {
  readonly server: string;
  /** Makes and updates the server's schema; the schema files are inside. */
  readonly sqlTool: string;
  readonly version: string;
}

export interface TemporalBinariesOptions {
  readonly cacheDir: string;
  /** The Go module that pins both programs (`tools/temporal`). */
  readonly moduleDir: string;
  readonly logFile: string;
  readonly report: ReportProgress;
  /** Interrupts the build. */
  readonly signal?: AbortSignal;
  /** Where the Go compiler is looked for. */
  readonly searchPath?: string;
}

const programs = [
  { file: 'temporal-server', source: 'go.temporal.io/server/cmd/server' },
  { file: 'temporal-sql-tool', source: 'go.temporal.io/server/cmd/tools/sql' },
] as const;

/**
 * The pinned Temporal programs: from the cache, else built once into it (3 to 5 minutes on two cores). The cache folder's
 * name holds the version and a hash of the pins, so a changed pin builds anew and checkouts of different versions do not
 * disturb each other. Two starts at the same moment build once.
 *
 * @throws StartFailure TEMPORAL_NOT_BUILDABLE (no Go compiler) or TEMPORAL_BUILD_FAILED
 */
export async function provideTemporalBinaries(options: TemporalBinariesOptions): Promise<TemporalBinaries> {
  const pins = readPins(options.moduleDir);
  const folder = path.join(options.cacheDir, nameCacheFolder(pins));
  const binaries = {
    server: path.join(folder, programs[0].file),
    sqlTool: path.join(folder, programs[1].file),
    version: pins.version,
  };
  if (existsSync(folder)) return binaries;
  const go = findGo(options);
  mkdirSync(options.cacheDir, { recursive: true });
  const release = await waitForLock(`${folder}.lock`, folder, options.report);
  try {
    if (!existsSync(folder)) await build(go, folder, pins, options);
  } finally {
    release?.();
  }
  return binaries;
}

export interface Pins {
  readonly version: string;
  readonly goVersion: string;
  readonly hash: string;
}

/** What the Go module asks for: Temporal's version, the oldest Go compiler, and a hash over all pinned modules. */
export function readPins(moduleDir: string): Pins {
  const goMod = readFileSync(path.join(moduleDir, 'go.mod'), 'utf8');
  const goSum = readFileSync(path.join(moduleDir, 'go.sum'), 'utf8');
  const version = /^\s*(?:require\s+)?go\.temporal\.io\/server v(\S+)/m.exec(goMod)?.[1];
  const goVersion = /^go (\S+)$/m.exec(goMod)?.[1];
  if (!version || !goVersion)
    throw new Error(`${moduleDir}/go.mod does not pin go.temporal.io/server and a Go version.`);
  return { version, goVersion, hash: createHash('sha256').update(goMod).update(goSum).digest('hex').slice(0, 12) };
}

/** Programs of different machines may share a cache folder (a home on the network). */
export function nameCacheFolder({ version, hash }: Pins): string {
  return `temporal-${version}-${hash}-${process.platform}-${process.arch}`;
}

function findGo({ searchPath = process.env['PATH'] ?? '', moduleDir, cacheDir }: TemporalBinariesOptions): string {
  for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
    const program = path.join(folder, 'go');
    if (existsSync(program)) return program;
  }
  throw new StartFailure(
    'TEMPORAL_NOT_BUILDABLE',
    part,
    `its server is not yet in the cache (${cacheDir}) and there is no Go compiler to build it with`,
    `install Go ${readPins(moduleDir).goVersion} or newer, or set TEMPORAL_ADDRESS to a Temporal server that already runs`,
  );
}

/** @returns how to release the lock; undefined when the other process meanwhile finished the build */
async function waitForLock(file: string, folder: string, report: ReportProgress): Promise<(() => void) | undefined> {
  let release: (() => void) | undefined;
  let told = false;
  const done = await waitUntil(
    () => {
      const lock = takeLock(file);
      if (lock.taken) release = lock.release;
      else if (!told) {
        told = true;
        report(`Temporal: another start (process ${lock.holder.pid}) is building it; waiting for that.`);
      }
      return lock.taken || existsSync(folder);
    },
    longestBuildMs,
    500,
  );
  if (done) return release;
  throw new StartFailure(
    'TEMPORAL_BUILD_FAILED',
    part,
    'another start has been building it for an hour',
    `remove ${file}`,
  );
}

async function build(go: string, folder: string, pins: Pins, options: TemporalBinariesOptions): Promise<void> {
  const { moduleDir, logFile, report } = options;
  const draft = `${folder}.building`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  report(`Temporal ${pins.version}: building the server, this first time only; it takes about 4 minutes.`);
  const begun = Date.now();
  let packages = 0;
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    report(`Temporal: still building, ${seconds} s, ${packages} packages compiled.`);
  }, progressEveryMs);
  try {
    for (const { file, source } of programs) {
      await compile(go, ['build', '-v', '-trimpath', '-ldflags=-s -w', '-o', path.join(draft, file), source], {
        moduleDir,
        logFile,
        onPackage: () => (packages += 1),
        goVersion: pins.goVersion,
        signal: options.signal,
      });
    }
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(ticker);
  }
  renameSync(draft, folder);
  report(`Temporal ${pins.version}: built in ${Math.round((Date.now() - begun) / 1000)} s, kept in ${folder}.`);
}

interface Compilation {
  readonly moduleDir: string;
  readonly logFile: string;
  readonly goVersion: string;
  readonly signal?: AbortSignal;
  onPackage(): void;
}

async function compile(go: string, args: readonly string[], compilation: Compilation): Promise<void> {
  const env = { ...process.env, CGO_ENABLED: '0', GO111MODULE: 'on', GOWORK: 'off' };
  let lastLine = '';
  const code = await new Promise<number | string | null>((resolve) => {
    const { moduleDir: cwd, signal } = compilation;
    const child = spawn(go, args, { cwd, env, signal, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => {
      appendFileSync(compilation.logFile, chunk);
      for (const line of chunk.toString('utf8').split('\n')) {
        if (line.trim() === '') continue;
        // With -v the compiler prints one package per line; anything else is a message.
        if (/^[\w.\-/]+$/.test(line)) compilation.onPackage();
        else lastLine = line.trim();
      }
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  if (code === 0) return;
  const version = spawnSync(go, ['env', 'GOVERSION'], { encoding: 'utf8', cwd: '/' }).stdout?.trim() ?? '';
  throw new StartFailure(
    'TEMPORAL_BUILD_FAILED',
    part,
    `building its server failed${lastLine ? `: ${lastLine.replace(/\.$/, '')}` : ` (${code})`}`,
    `see that the network is reachable and the Go compiler${version ? ` (here ${version})` : ''} is ${compilation.goVersion} or newer, or set TEMPORAL_ADDRESS; details are in ${compilation.logFile}`,
  );
}
