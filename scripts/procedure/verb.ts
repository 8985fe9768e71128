/** Exit codes of the command line. */
export const EXIT = { ok: 0, refused: 1, failed: 2, usage: 64, fault: 70 } as const;

/** One verb of the command line. `run` prints its answer and gives the exit code; it throws `UsageError` for wrong arguments. */
export interface Verb {
  readonly name: string;
  /** The verb with its arguments, for the usage text. */
  readonly usage: string;
  /** What it does, in half a line. */
  readonly does: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** The command line was not understood; it ends with exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
