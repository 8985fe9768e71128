import type { BenchOffice } from '../data/enter-offices';
import type { Measured } from '../figure';
import type { LoadProcess } from '../load/load-process';
import type { BenchStack } from '../stack/bench-stack';

/** What measurements on the running stack work with. */
export interface BenchContext {
  readonly stack: BenchStack;
  readonly load: LoadProcess;
  /** Two sets, each with one for every HTTP client. */
  readonly offices: readonly BenchOffice[];
  readonly dossiers: number;
  /** Tells whoever watches what is going on. */
  readonly report: (line: string) => void;
}

export interface MeasurementResult {
  readonly figures: readonly Measured[];
  /** What belongs beside the figures in the JSON, e.g. query plans. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Measurement = (context: BenchContext) => Promise<MeasurementResult>;

/** Clients of the measurements at once, beside one alone (design §10). */
export const MANY_CLIENTS = 20;

/** The first office, when one is enough. */
export function firstOffice({ offices }: BenchContext): BenchOffice {
  const [office] = offices;
  if (!office) throw new Error('there is no office');
  return office;
}
