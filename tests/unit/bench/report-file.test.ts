import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mergeReport, readReport, writeReport, type MeasuredFigure, type NewRun } from '../../../bench/report-file';

const figure = (measurement: MeasuredFigure['measurement'], name: string, value: number): MeasuredFigure => ({
  measurement,
  name: `${measurement}.${name}`,
  unit: 'ms',
  value,
});
const run = (at: string, figures: readonly MeasuredFigure[], more: Partial<NewRun> = {}): NewRun => ({
  at,
  machine: { cores: 2, at },
  dossiers: 200_000,
  figures,
  failures: [],
  details: {},
  ...more,
});
const known = mergeReport(
  undefined,
  run('2026-11-01', [figure('step', 'p50', 10), figure('step', 'gone', 1), figure('http', 'p95', 150)], {
    details: { plans: 'old' },
    failures: [{ measurement: 'lists', reason: 'no index' }],
  }),
);
const told = (report: ReturnType<typeof mergeReport>) =>
  report.figures.map(({ name, value, measuredAt }) => `${name} ${value} ${measuredAt}`);

describe('out/bench.json', () => {
  test('a run of some measurements keeps the figures of the others with their date', () => {
    const after = mergeReport(known, run('2026-11-02', [figure('step', 'p50', 9)], { details: { web: 'new' } }));
    expect(told(after)).toEqual(['http.p95 150 2026-11-01', 'step.p50 9 2026-11-02']);
    expect(after).toMatchObject({
      at: '2026-11-02',
      machine: { at: '2026-11-02' },
      details: { plans: 'old', web: 'new' },
      failures: [{ measurement: 'lists' }],
      earlierRuns: [{ at: '2026-11-01', machine: { at: '2026-11-01' } }],
    });
  });

  test('a run of everything leaves nothing of before', () => {
    const all = [figure('step', 'p50', 9), figure('http', 'p95', 140), figure('lists', 'inbox', 20)];
    const after = mergeReport(known, run('2026-11-02', all));
    expect(told(after)).toEqual(['step.p50 9 2026-11-02', 'http.p95 140 2026-11-02', 'lists.inbox 20 2026-11-02']);
    expect(after).toMatchObject({ failures: [], earlierRuns: [] });
  });

  test('a measurement that failed keeps what was known of it, and says that it failed', () => {
    const failures = [{ measurement: 'http', reason: 'the api did not start' }];
    const after = mergeReport(known, run('2026-11-02', [], { failures }));
    expect(told(after)).toContain('http.p95 150 2026-11-01');
    expect(after.failures).toEqual([{ measurement: 'lists', reason: 'no index' }, ...failures]);
  });

  test('is read back as it was written; what is damaged or of an older form counts as none', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sodo-bench-'));
    const file = path.join(folder, 'out', 'bench.json');
    expect(readReport(file)).toBeUndefined();
    writeReport(file, known);
    expect(readReport(file)).toStrictEqual(known);
    for (const wrong of ['{"figures": [', 'null', '{"machine": {}, "figures": []}']) {
      writeFileSync(file, wrong);
      expect(readReport(file)).toBeUndefined();
    }
    rmSync(folder, { recursive: true });
  });
});
