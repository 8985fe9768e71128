/** The measurements, in the order in which they run. */
export const MEASUREMENTS = [
  'bundle',
  'step',
  'history',
  'http',
  'deadlines',
  'lists',
  'web',
  'restore',
  'start',
] as const;
export type MeasurementName = (typeof MEASUREMENTS)[number];

/** These are made only when named. */
const WHEN_NAMED: readonly MeasurementName[] = ['web', 'restore'];

export interface BenchOptions {
  readonly only: ReadonlySet<MeasurementName>;
  /** Dossiers in the database while lists are measured. */
  readonly dossiers: number;
}

export const USAGE = `Usage: npm run bench [-- options]
  --only a,b        only these: ${MEASUREMENTS.join(', ')}; ${WHEN_NAMED.join(' (needs a browser) and ')} only when named
  --dossiers N      dossiers in the database for the lists (default 200000)
  --full            1,000,000 dossiers, as the budget says; takes longer`;

const DEFAULT_DOSSIERS = 200_000;
const FULL_DOSSIERS = 1_000_000;

/** The command line was wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError naming the option that is wrong */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  let only: ReadonlySet<MeasurementName> = new Set(MEASUREMENTS.filter((name) => !WHEN_NAMED.includes(name)));
  let dossiers: number | undefined;
  let full = false;
  const rest = [...args];
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === '--only') only = readNames(rest.shift());
    else if (option === '--dossiers') dossiers = readCount(rest.shift());
    else if (option === '--full') full = true;
    else throw new UsageError(`there is no option ${option}`);
  }
  if (full && dossiers !== undefined) throw new UsageError('--full and --dossiers exclude each other');
  return { only, dossiers: dossiers ?? (full ? FULL_DOSSIERS : DEFAULT_DOSSIERS) };
}

function readNames(text: string | undefined): ReadonlySet<MeasurementName> {
  const names = text?.split(',') ?? [];
  if (names.length === 0) throw new UsageError('--only needs a list of measurements');
  return new Set(
    names.map((name) => {
      const known = MEASUREMENTS.find((measurement) => measurement === name);
      if (!known) throw new UsageError(`there is no measurement "${name}"; there are ${MEASUREMENTS.join(', ')}`);
      return known;
    }),
  );
}

function readCount(text: string | undefined): number {
  const count = Number(text);
  if (!/^\d+$/.test(text ?? '') || count < 1_000) throw new UsageError('--dossiers needs a whole number from 1000 up');
  return count;
}
