import type { ReportProgress } from './start-failure';

/**
 * One thing a stack consists of. A stack is an ordered list of these: each may rely on all before it, and they are
 * stopped in the opposite order.
 */
export interface Part<Context> {
  readonly name: string;
  start(context: Context): Promise<RunningPart>;
}

export interface RunningPart {
  /** In words, for the start report. */
  readonly description?: string;
  stop(): Promise<void>;
}

export interface RunningParts {
  readonly descriptions: ReadonlyMap<string, string>;
  /** Stops all in reverse order; one that fails to stop does not keep the others. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the parts in order. When one cannot start, or `signal` is raised meanwhile, those already started are stopped
 * again in reverse order before the error is passed on.
 *
 * @throws whatever the failing part threw (StartFailure for refusals); AbortError when interrupted
 */
export async function startParts<Context>(
  parts: readonly Part<Context>[],
  context: Context,
  report: ReportProgress,
  signal?: AbortSignal,
): Promise<RunningParts> {
  const started: { name: string; running: RunningPart }[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopInReverse(started, report));
  try {
    for (const part of parts) {
      signal?.throwIfAborted();
      started.push({ name: part.name, running: await part.start(context) });
    }
    signal?.throwIfAborted();
  } catch (error) {
    await stop();
    throw error;
  }
  const descriptions = new Map(started.map(({ name, running }) => [name, running.description ?? '']));
  return { descriptions, stop };
}

/**
 * Parts that do not rely on each other, as one: started together (start-up is mostly waiting), stopped together. When one
 * cannot start, the others are stopped again as soon as they are up.
 */
export function together<Context>(name: string, parts: readonly Part<Context>[]): Part<Context> {
  return {
    name,
    async start(context) {
      const outcomes = await Promise.allSettled(parts.map((part) => part.start(context)));
      const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      const stop = async () => {
        const stops = await Promise.allSettled(running.map((part) => part.stop()));
        for (const outcome of stops) if (outcome.status === 'rejected') throw outcome.reason;
      };
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (!failed) return { stop };
      await stop();
      throw failed.reason;
    },
  };
}

async function stopInReverse(
  started: readonly { name: string; running: RunningPart }[],
  report: ReportProgress,
): Promise<void> {
  for (const { name, running } of [...started].reverse()) {
    try {
      await running.stop();
    } catch (error) {
      report(`${name} did not stop properly: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
