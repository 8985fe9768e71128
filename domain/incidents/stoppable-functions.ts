/**
 * Functions that a stop order may name (A19.1a "một phần hoặc toàn bộ"). `everything` covers the others; signing in, incidents,
 * backups and health never stop: whoever has to mend things needs them.
 */
export const STOPPABLE_FUNCTIONS = ['everything', 'intake', 'processing', 'lookup', 'publicStatus', 'links'] as const;
export type StoppableFunction = (typeof STOPPABLE_FUNCTIONS)[number];

/** `readOnly` refuses changes, `off` refuses everything. */
export const STOP_MODES = ['readOnly', 'off'] as const;
export type StopMode = (typeof STOP_MODES)[number];

/** What stands against a call of a function: the sharpest of what is ordered for it and for everything. */
export function stopAgainst(
  stops: Readonly<Partial<Record<StoppableFunction, StopMode>>>,
  asked: Exclude<StoppableFunction, 'everything'>,
  changes: boolean,
): StopMode | undefined {
  const modes = [stops.everything, stops[asked]];
  if (modes.includes('off')) return 'off';
  return changes && modes.includes('readOnly') ? 'readOnly' : undefined;
}
