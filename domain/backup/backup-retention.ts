import { localDateOf, parseLocalDate } from '../clock/instant';

/** How many sets are kept: every one of so many days, then the newest of each week, then of each month. */
export interface BackupRetention {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

export interface KeptSet {
  readonly name: string;
  /** Epoch ms. */
  readonly takenAt: number;
  /** Restored for a trial and found whole. */
  readonly verified: boolean;
}

/**
 * The sets that may go. Whatever the retention says, the newest set and the newest proved one stay: there is never a moment
 * without something to restore.
 */
export function setsToRemove(sets: readonly KeptSet[], retention: BackupRetention, now: number): readonly KeptSet[] {
  const newestFirst = [...sets].sort((a, b) => b.takenAt - a.takenAt);
  const today = dayOf(now);
  const kept = new Set<KeptSet>();
  const keep = (set: KeptSet | undefined) => set && kept.add(set);
  keep(newestFirst[0]);
  keep(newestFirst.find(({ verified }) => verified));
  const taken = new Set<string>();
  for (const set of newestFirst) {
    const day = dayOf(set.takenAt);
    if (today - day < retention.days) keep(set);
    // The newest of its week, and of its month, comes first here.
    const week = `week ${weekOf(day)}`;
    if (weekOf(today) - weekOf(day) < retention.weeks && !taken.has(week)) keep(set);
    taken.add(week);
    const month = `month ${monthOf(set.takenAt)}`;
    if (monthOf(now) - monthOf(set.takenAt) < retention.months && !taken.has(month)) keep(set);
    taken.add(month);
  }
  return newestFirst.filter((set) => !kept.has(set));
}

/** Days since the epoch, in Vietnam. */
function dayOf(at: number): number {
  return parseLocalDate(localDateOf(at));
}

/** Weeks begin on Monday; day 0 was a Thursday. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

function monthOf(at: number): number {
  const [year = 0, month = 0] = localDateOf(at).split('-').map(Number);
  return year * 12 + month;
}
