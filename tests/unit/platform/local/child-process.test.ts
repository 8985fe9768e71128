import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseReadyLine, runToEnd, SupervisedChild } from '../../../../platform/local/child-process';
import type { ChildSpec } from '../../../../platform/local/child-process';
import { RotatingLog } from '../../../../platform/local/rotating-log';
import { waitUntil } from '../../../../platform/local/wait-until';

let folder: string;
const running: SupervisedChild[] = [];
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'child-'))));
afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => child.stop()));
  rmSync(folder, { recursive: true });
});

function makeChild(script: string, changes: Partial<ChildSpec> = {}): SupervisedChild & { reports: string[] } {
  const reports: string[] = [];
  const child = new SupervisedChild({
    part: 'The worker',
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    cwd: folder,
    logFile: path.join(folder, 'child.log'),
    pidFile: path.join(folder, 'child.pid'),
    readiness: { kind: 'line' },
    readyWithinMs: 10_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 500,
    failureCode: 'PROGRAM_FAILED',
    report: (line) => reports.push(line),
    ...changes,
  });
  running.push(child);
  return Object.assign(child, { reports });
}

const obedient = `console.log(JSON.stringify({ready: 'w', n: process.pid})); setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });`;

describe('SupervisedChild', () => {
  test('given a program that says it is ready, start returns, the line is known and the pid file names it', async () => {
    const child = makeChild(obedient);
    await child.start();
    expect(child.readyLine).toEqual({ ready: 'w', n: child.pid });
    expect(JSON.parse(readFileSync(path.join(folder, 'child.pid'), 'utf8'))).toMatchObject({ pid: child.pid });
  });

  test('given a stop, it ends by itself, is not started again, and its pid file is gone', async () => {
    const child = makeChild(obedient);
    await child.start();
    await child.stop();
    expect(child.pid).toBeUndefined();
    expect(existsSync(path.join(folder, 'child.pid'))).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(child.pid).toBeUndefined();
    expect(child.reports).toEqual([]);
  });

  test('given a program that ignores the stop signal, it is killed', async () => {
    const child = makeChild(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('{"ready":1}')`);
    await child.start();
    await child.stop();
    expect(child.pid).toBeUndefined();
  });

  test('given a death, it is reported and a new process becomes ready', async () => {
    const child = makeChild(obedient);
    await child.start();
    const before = child.pid;
    child.signal('SIGKILL');
    await waitUntil(() => child.pid !== before, 2_000);
    await expect(child.waitUntilReady(10_000)).resolves.toBe(true);
    expect(child.pid).not.toBe(before);
    expect(child.reports).toEqual(['The worker ended unexpectedly (signal SIGKILL); starting it again.']);
  });

  test('given a program that ends before it is ready, the refusal has its last words', async () => {
    const child = makeChild(`console.error('no such database'); process.exit(3)`);
    await expect(child.start()).rejects.toMatchObject({
      code: 'PROGRAM_FAILED',
      message: `The worker cannot start: its program ended at once (its last words: no such database); read ${path.join(folder, 'child.log')}.`,
    });
  });

  test('given a program that never becomes ready, the refusal says so and it is gone', async () => {
    const child = makeChild('setInterval(() => {}, 1000)', { readyWithinMs: 300 });
    await expect(child.start()).rejects.toMatchObject({
      message: expect.stringContaining('not ready within') as string,
    });
    expect(child.pid).toBeUndefined();
  });

  test('given a program that does not exist, the refusal says so', async () => {
    const child = makeChild('', { command: '/nowhere/program' });
    await expect(child.start()).rejects.toMatchObject({ message: expect.stringContaining('ENOENT') as string });
  });
});

describe('runToEnd', () => {
  const spec = (script: string) => ({
    part: 'The migration',
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    cwd: folder,
    logFile: path.join(folder, 'once.log'),
    failureCode: 'PROGRAM_FAILED' as const,
  });

  test('given success, it returns what was printed', async () => {
    await expect(runToEnd(spec(`console.log('xong')`))).resolves.toBe('xong\n');
  });

  test('given failure, the refusal has the code and the last words', async () => {
    await expect(runToEnd(spec(`console.error('hỏng'); process.exit(2)`))).rejects.toMatchObject({
      message: expect.stringContaining('failed with exit code 2 (its last words: hỏng)') as string,
    });
  });
});

describe('parseReadyLine', () => {
  test.each([
    ['{"ready":"api","port":1}', { ready: 'api', port: 1 }],
    ['{"level":30,"msg":"ready"}', undefined],
    ['not json "ready"', undefined],
    ['["ready"]', undefined],
    ['', undefined],
  ])('%s', (line, expected) => {
    expect(parseReadyLine(line)).toEqual(expected);
  });
});

describe('RotatingLog', () => {
  test('given more than the limit, older text is set aside and only a few files are kept', () => {
    const file = path.join(folder, 'x.log');
    const log = new RotatingLog(file, 10);
    for (const text of ['aaaaaaaa\n', 'bbbbbbbb\n', 'cccccccc\n', 'dddddddd\n', 'eeeeeeee\n']) log.append(text);
    log.close();
    expect(readFileSync(file, 'utf8')).toBe('eeeeeeee\n');
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('dddddddd\n');
    expect(readFileSync(`${file}.3`, 'utf8')).toBe('bbbbbbbb\n');
    expect(existsSync(`${file}.4`)).toBe(false);
    expect(log.lastLine()).toBe('eeeeeeee');
  });

  test('given an existing file, its size counts', () => {
    const file = path.join(folder, 'y.log');
    const first = new RotatingLog(file, 10);
    first.append('12345678');
    first.close();
    const second = new RotatingLog(file, 10);
    second.append('abcdef');
    second.close();
    expect(readFileSync(file, 'utf8')).toBe('abcdef');
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('12345678');
  });
});
