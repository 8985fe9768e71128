import type { WorkingCalendar } from '../domain/clock/working-calendar';

/**
 * Contents a workflow runs by are large and shared by thousands of dossiers, so they are stored once under their hash
 * and only named in histories. The client passes a `ContentReference`; the worker's codec gives the workflow the content.
 */
export interface ContentReference {
  readonly format: 'sodo-reference/1';
  /** SHA-256 of the content's JSON text, hex. */
  readonly hash: string;
}

/** The calendar as a content; `format` is the first key so that the codec recognises its JSON text. */
export interface CalendarContent {
  readonly format: 'sodo-calendar/1';
  readonly calendar: WorkingCalendar;
}

/** How the JSON text of a stored content begins. */
export const CONTENT_PREFIXES = ['{"format":"sodo-procedure/1"', '{"format":"sodo-calendar/1"'] as const;
export const REFERENCE_PREFIX = '{"format":"sodo-reference/1"';

export function referenceTo(hash: string): ContentReference {
  return { format: 'sodo-reference/1', hash };
}

/** Type of the failure of a commit in whose place a step stands that was decided later; never shown to people. */
export const COMMIT_FENCED = 'COMMIT_FENCED';
