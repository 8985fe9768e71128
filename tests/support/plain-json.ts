import { isDeepStrictEqual } from 'node:util';

/**
 * Proves that a value survives a snapshot: nothing in it that JSON loses or changes without a word (`undefined`, a Date, a Map
 * or Set, -0, NaN, a class). Comparing two JSON texts would not notice: both have lost the same.
 */
export function provePlainJson(value: unknown, what: string): void {
  const fault = firstFault(JSON.parse(JSON.stringify(value)), value, what);
  if (fault !== undefined) throw new Error(`${fault} is no plain JSON`);
}

/** Path of the innermost part that does not come back as it was. */
function firstFault(restored: unknown, value: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(restored, value)) return undefined;
  if (isContainer(value) && isContainer(restored) && Object.getPrototypeOf(value) === Object.getPrototypeOf(restored)) {
    for (const [key, part] of Object.entries(value)) {
      const fault = firstFault((restored as Record<string, unknown>)[key], part, `${path}.${key}`);
      // Absent after restoring, `undefined` before: only the container's own comparison sees it.
      if (fault !== undefined || !(key in restored)) return fault ?? `${path}.${key}`;
    }
  }
  return path;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
