import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeLock } from '../../../../platform/local/lock-file';
import {
  endRecordedProcess,
  isAlive,
  observeProcess,
  writeProcessRecord,
} from '../../../../platform/local/process-record';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

function startSleeper() {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  return { pid: child.pid as number, ended };
}

describe('takeLock', () => {
  test('given a free lock, it is taken, and others are told by whom', () => {
    expect(takeLock(file).taken).toBe(true);
    expect(takeLock(file)).toMatchObject({ taken: false, holder: { pid: process.pid } });
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('given a released lock, it can be taken again', () => {
    const lock = takeLock(file);
    if (lock.taken) lock.release();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file).taken).toBe(true);
  });

  test('given a holder that died, its lock is replaced', async () => {
    const { pid, ended } = startSleeper();
    writeProcessRecord(file, pid);
    expect(takeLock(file)).toMatchObject({ taken: false, holder: { pid } });
    process.kill(pid, 'SIGKILL');
    await ended;
    expect(takeLock(file).taken).toBe(true);
  });

  test('given a living stranger with the number of a dead holder, the lock is replaced', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, started: 'long ago' }));
    expect(takeLock(file).taken).toBe(true);
  });

  test('given a damaged lock file, it is replaced', () => {
    writeFileSync(file, '{"pid":');
    expect(takeLock(file).taken).toBe(true);
  });
});

describe('endRecordedProcess', () => {
  test('given a recorded living process, it is ended and the file removed', async () => {
    const { pid, ended } = startSleeper();
    writeProcessRecord(file, pid);
    await expect(endRecordedProcess(file, 'SIGTERM', 2_000)).resolves.toBe(true);
    await expect(ended).resolves.toBe('SIGTERM');
    expect(existsSync(file)).toBe(false);
  });

  test('given a process that ignores the signal, its group is killed after the grace time', async () => {
    const child = spawn('/bin/sh', ['-c', 'trap "" TERM; echo on; while :; do sleep 0.1; done'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    writeProcessRecord(file, child.pid as number);
    await endRecordedProcess(file, 'SIGTERM', 200);
    await expect(ended).resolves.toBe('SIGKILL');
  });

  test('given a stranger that got the number since, it is left alone', async () => {
    const { pid, ended } = startSleeper();
    writeFileSync(file, JSON.stringify({ pid, started: 'in another life' }));
    await expect(endRecordedProcess(file, 'SIGTERM', 500)).resolves.toBe(false);
    const record = observeProcess(pid);
    expect(record && isAlive(record)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await ended;
  });
});
