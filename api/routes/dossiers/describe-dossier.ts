import { maskPersonalData } from '../../../domain/access/personal-data';
import { lastNoticeOfApology } from '../../../domain/clock/apology';
import { isNearDue, isOverdue, percentUsed, thresholdInstants } from '../../../domain/clock/deadline-progress';
import { deadlineStatus, listMoves, listPauses, type DeadlineState } from '../../../domain/clock/deadline-state';
import type { WorkingCalendar } from '../../../domain/clock/working-calendar';
import type { DossierEntry } from '../../../domain/dossier/dossier-log';
import type { DossierState } from '../../../domain/dossier/dossier-state';
import type { ProcedureRules } from '../../../domain/dossier/procedure-content';
import type { EventRow } from './page-queries';

const instant = (ms: number) => new Date(ms).toISOString();
const iso = (ms: number | undefined) => (ms === undefined ? null : instant(ms));

/** The legal clock as a person reads it. */
export function describeDeadline(
  deadline: DeadlineState,
  calendar: WorkingCalendar,
  rules: ProcedureRules,
  now: number,
) {
  const open = deadline.stoppedAt === undefined ? (deadline.pause?.open ?? []) : [];
  return {
    limit: deadline.limit,
    status: deadlineStatus(deadline),
    startedAt: instant(deadline.startedAt),
    promisedAt: instant(deadline.originalDueAt),
    dueAt: instant(deadline.dueAt),
    stoppedAt: iso(deadline.stoppedAt),
    outcome: deadline.outcome ?? null,
    overdue: isOverdue(deadline, now),
    nearDue: isNearDue(calendar, deadline, now, rules.nearDue),
    apologyBy: iso(rules.apology && lastNoticeOfApology(calendar, deadline, rules.apology)),
    percentUsed: Math.round(percentUsed(calendar, deadline, now) * 10) / 10,
    pauses: [
      ...listPauses(deadline).map(({ reason, from, to }) => ({ reason, from: instant(from), to: instant(to) })),
      ...open.map(({ reason, from }) => ({ reason, from: instant(from), to: null })),
    ],
    moves: listMoves(deadline).map(({ kind, by, from, to, at }) => {
      return { kind, by, from: instant(from), to: instant(to), at: instant(at) };
    }),
    thresholds: thresholdInstants(calendar, deadline, rules.thresholds).map(({ percent, at }) => {
      return { percent, at: instant(at) };
    }),
  };
}

/** What happened, step by step; of the engine only what a person can recognise; personal data covered. */
export function describeTimeline(events: readonly EventRow[]) {
  return events.map(({ seq, at, command, actor, actorName, entries, kind, payload }) => ({
    seq,
    at,
    command,
    actor: { id: actor, name: actorName },
    entries: describeEntries(entries),
    submission: kind !== null && payload !== null ? { kind, payload: maskPersonalData(payload) } : null,
  }));
}

/** The entries of a step without the engine's bookkeeping. */
export function describeEntries(entries: readonly DossierEntry[]): object[] {
  return entries.flatMap(tellingEntry);
}

const tellingEvents = new Set([
  'ElementFailed',
  'ElementRetried',
  'ReturnedToStep',
  'TimerFired',
  'MessageReceived',
  'ProcessEnded',
]);

function tellingEntry(entry: DossierEntry): object[] {
  if (entry.type !== 'Engine') return [entry];
  return tellingEvents.has(entry.event.type) ? [entry.event] : [];
}

/** Where the dossier has been and is, for the picture: element ids and sequence flow ids. */
export function describeDiagram(events: readonly EventRow[], state: DossierState) {
  const completed = new Set<string>();
  const flows = new Set<string>();
  for (const { entries } of events) {
    for (const entry of entries) {
      if (entry.type !== 'Engine') continue;
      if (entry.event.type === 'ElementCompleted') completed.add(entry.event.element);
      if (entry.event.type === 'FlowTaken') flows.add(entry.event.flow);
    }
  }
  const instances = Object.values(state.engine.instances);
  return {
    completed: [...completed],
    active: [...new Set(instances.map(({ element }) => element))],
    failed: instances.flatMap(({ id, element, failure }) =>
      failure ? [{ instance: id, element, code: failure.code, message: failure.message }] : [],
    ),
    flows: [...flows],
  };
}
