import { MEASUREMENTS, readBenchOptions, UsageError } from '../../../bench/bench-options';

describe('options of the bench', () => {
  test('nothing said: every measurement but those made only when named, 200,000 dossiers', () => {
    const { only, dossiers } = readBenchOptions([]);
    expect(MEASUREMENTS.filter((name) => !only.has(name))).toEqual(['web', 'restore']);
    expect(dossiers).toBe(200_000);
  });

  test('some measurements, and as many dossiers as wanted', () => {
    const { only, dossiers } = readBenchOptions(['--only', 'step,http', '--dossiers', '5000']);
    expect([...only]).toEqual(['step', 'http']);
    expect(dossiers).toBe(5_000);
  });

  test('--full is a million', () => {
    expect(readBenchOptions(['--full']).dossiers).toBe(1_000_000);
  });

  test.each([
    [['--fast'], 'there is no option --fast'],
    [['--only'], 'needs a list'],
    [['--only', 'step,nothing'], 'there is no measurement "nothing"'],
    [['--dossiers'], 'whole number'],
    [['--dossiers', '12'], 'whole number'],
    [['--dossiers', '1e6'], 'whole number'],
    [['--full', '--dossiers', '5000'], 'exclude'],
  ])('%j is refused: %s', (args, reason) => {
    expect(() => readBenchOptions(args)).toThrow(UsageError);
    expect(() => readBenchOptions(args)).toThrow(reason);
  });
});
