import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { makeBenchFolder, ROOT } from '../stack/bench-stack';
import type { MeasurementResult } from './bench-context';

const READY = /^Sodo is ready/;
const PATIENCE_MS = 180_000;

/** `npm start` on an empty folder, stopped, and started again: the second start is the one people wait for every day. */
export async function measureStart(report: (line: string) => void): Promise<MeasurementResult> {
  const folder = makeBenchFolder();
  try {
    report('start: first run, on an empty folder');
    const first = await startOnce(folder);
    report('start: second run');
    const second = await startOnce(folder);
    return {
      figures: [
        { name: 'start.first', unit: 's', value: first, note: 'Temporal already built' },
        {
          name: 'start.second',
          unit: 's',
          value: second,
          budget: { of: 'value', is: 'atMost', limit: 15 },
          note: 'from the command to the line that says it is ready',
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns seconds until ready @throws Error with its last words when it does not get there */
async function startOnce(folder: string): Promise<number> {
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const env = { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: folder };
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const patience = setTimeout(() => child.kill('SIGTERM'), PATIENCE_MS);
  const words: string[] = [];
  let seconds: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      words.push(line);
      if (seconds !== undefined || !READY.test(line)) return;
      seconds = (performance.now() - begun) / 1_000;
      child.kill('SIGTERM');
    });
  }
  await ended;
  clearTimeout(patience);
  if (seconds === undefined) throw new Error(`it did not become ready; its last words: ${words.slice(-3).join(' / ')}`);
  return seconds;
}
