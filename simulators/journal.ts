/**
 * Memory of a simulator that outlives SIGKILL: an append-only file, one JSON array of events a line.
 * What is appended in one call is there completely or not at all.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Journal<Event> {
  /** Everything that was in the file when it was opened. */
  readonly past: readonly Event[];
  /** Writes the events as one unit before it returns. */
  append(...events: Event[]): void;
}

/**
 * Opens the file, or begins it. A last line cut off by a kill is dropped.
 * @throws Error when a line before the last one cannot be read: the file is not ours or was damaged.
 */
export function openJournal<Event>(path: string): Journal<Event> {
  mkdirSync(dirname(path), { recursive: true });
  const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const complete = content.lastIndexOf(0x0a) + 1;
  if (complete < content.length) truncateSync(path, complete);
  const past = content
    .subarray(0, complete)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => JSON.parse(line) as Event[]);
  return {
    past,
    append: (...events) => appendFileSync(path, `${JSON.stringify(events)}\n`),
  };
}
