import { Context, heartbeat } from '@temporalio/activity';

const BEAT_MS = 2_000;

/** Works for long: says all the time that it lives, and ends when Temporal no longer wants it. */
export async function alive<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work(Context.current().cancellationSignal);
  } finally {
    clearInterval(beat);
  }
}
