import { deriveDue } from './deadline-derivation';
import type { DeadlineState, PauseReason } from './deadline-state';
import type { Instant } from './instant';
import type { WorkingCalendar } from './working-calendar';

export interface DeadlineThen {
  readonly dueAt: Instant;
  /** Why the clock stood still then; empty while it ran. */
  readonly openReasons: readonly PauseReason[];
  readonly overdue: boolean;
}

/**
 * How a deadline stood at an earlier instant, from what had happened to it by then. The calendar is today's: a holiday
 * announced since counts as if it had always been known.
 */
export function deadlineAsOf(calendar: WorkingCalendar, state: DeadlineState, at: Instant): DeadlineThen {
  const entries = state.entries.filter((entry) => entry.at <= at);
  let open: PauseReason[] = [];
  let since: Instant | undefined;
  for (const entry of entries) {
    if (entry.kind === 'paused') {
      open = [...open, entry.reason];
      since ??= entry.at;
    }
    if (entry.kind === 'resumed') open = open.filter((reason) => reason !== entry.reason);
    if (entry.kind === 'restarted') open = [];
    if (open.length === 0) since = undefined;
  }
  const { dueAt } = deriveDue(calendar, { ...state, entries });
  return { dueAt, openReasons: open, overdue: (since ?? at) > dueAt };
}
