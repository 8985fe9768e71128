import { spawn } from 'node:child_process';
import { parseProcessStat, readCpuSeconds, sumOfTrees } from '../../../bench/stack/cpu-time';

describe('CPU time of processes', () => {
  test('reads parent and ticks of a stat line, whatever the program is called', () => {
    const line = '4242 (a (b) c) S 17 4242 4242 0 -1 4194304 1 2 3 4 100 20 5 2 20 0 11 0 123 456 789';
    expect(parseProcessStat(line)).toEqual({ pid: 4242, parent: 17, ticks: 127 });
  });

  test.each(['', '12 no bracket', '12 (x) S'])('%j is no stat line', (line) => {
    expect(parseProcessStat(line)).toBeUndefined();
  });

  test('sums whole trees and nothing beside them', () => {
    const processes = [
      { pid: 1, parent: 0, ticks: 1_000 },
      { pid: 10, parent: 1, ticks: 1 },
      { pid: 11, parent: 10, ticks: 2 },
      { pid: 12, parent: 11, ticks: 4 },
      { pid: 20, parent: 1, ticks: 8 },
    ];
    expect(sumOfTrees(processes, [10])).toBe(7);
    expect(sumOfTrees(processes, [10, 20])).toBe(15);
    expect(sumOfTrees(processes, [99])).toBe(0);
  });

  test('counts what a real process and its child use', async () => {
    const busy = 'const end = Date.now() + 300; while (Date.now() < end);';
    const script = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}]); console.log('done'); setTimeout(() => {}, 60000);`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve));
      expect(readCpuSeconds([child.pid ?? 0])).toBeGreaterThan(0.05);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
