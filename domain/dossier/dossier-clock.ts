import { noticeInstant } from '../clock/apology';
import {
  extendWithApology,
  moveDeadline as moveDue,
  pauseDeadline,
  recomputeDeadline,
  restartDeadline,
  resumeDeadline,
  startDeadline,
  stopDeadline,
} from '../clock/deadline';
import { dueInstant } from '../clock/time-limit';
import { PAUSE_REASONS, type DeadlineState, type PauseReason } from '../clock/deadline-state';
import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierStep } from './dossier-step';

export const LEGAL_DEADLINE = 'legal';

/** The legal time runs from the receipt of the complete dossier. */
export function startClock(step: DossierStep): void {
  const { rules } = step.context.procedure;
  step.state.deadline = startDeadline(step.context.calendar, rules.limit, step.state.receivedAt, {
    id: LEGAL_DEADLINE,
    rules: {
      dueMinute: minutesOf(rules.dueHour),
      ...(rules.sameDayCutOff === undefined ? {} : { sameDayCutOffMinute: minutesOf(rules.sameDayCutOff) }),
      extraWorkingDays: step.state.extraWorkingDays,
    },
  });
  step.record({ type: 'ClockStarted', dueAt: step.state.deadline.dueAt });
}

/**
 * Brings the clock in line with where the dossier now stands: it pauses while an element with a `pause` property is
 * active or a supplement is awaited, and stops when an element with `clock` = `stop` is completed or the process ends.
 */
export function updateClock(step: DossierStep): void {
  const { deadline } = step.state;
  if (!deadline || deadline.stoppedAt !== undefined) return;
  if (isDecided(step)) {
    const stopped = stopDeadline(deadline, clockTime(step));
    step.state.deadline = stopped;
    step.record({ type: 'ClockStopped', outcome: stopped.outcome });
    return;
  }
  const wanted = wantedPauses(step);
  if (step.command.type === 'receiveSupplement') endSupplementPause(step);
  const openReasons = () => (step.state.deadline?.pause?.open ?? []).map(({ reason }) => reason);
  // New reasons first: when one pause follows another (tax, then payment), it is one pause without a gap.
  const open = new Set(openReasons());
  for (const reason of wanted) if (!open.has(reason)) pause(step, reason);
  for (const reason of openReasons()) if (!wanted.has(reason)) resume(step, reason);
}

export function moveDeadline(step: DossierStep, command: Extract<DossierCommand, { type: 'moveDeadline' }>): void {
  const deadline = legalDeadline(step);
  const { calendar, procedure } = step.context;
  const reason = command.submission ?? command.requestKey;
  const given = [calendar, deadline, command.dueAt, reason, command.actor.id, clockTime(step)] as const;
  step.state.deadline = command.apology
    ? extendWithApology(...given, procedure.rules.apology?.maxTimes)
    : moveDue(...given);
  const { dueAt: to } = step.state.deadline;
  const lateNotice = command.apology && isLateNotice(step, deadline) ? ({ lateNotice: true } as const) : {};
  step.record({ type: 'DeadlineMoved', from: deadline.dueAt, to, apology: command.apology, ...lateNotice });
}

/** An apology that comes late is still owed, so it is not refused; that it came late is kept. */
function isLateNotice(step: DossierStep, { dueAt }: DeadlineState): boolean {
  const { calendar, procedure } = step.context;
  const { apology } = procedure.rules;
  return apology !== undefined && clockTime(step) > noticeInstant(calendar, dueAt, apology.noticeBefore.amount);
}

/** The workflow has taken up a new calendar; the promised date stays as printed. */
export function recomputeDeadlines(step: DossierStep): void {
  const deadline = legalDeadline(step);
  step.state.deadline = recomputeDeadline(step.context.calendar, deadline);
  const { dueAt } = step.state.deadline;
  if (dueAt !== deadline.dueAt) step.record({ type: 'DeadlineRecomputed', from: deadline.dueAt, to: dueAt });
  extendSupplementWindow(step);
}

/** The citizen's window counts working days too; it never ends before the date printed on form 02. */
function extendSupplementWindow(step: DossierStep): void {
  const { supplement } = step.state;
  if (!supplement) return;
  const { window } = step.context.procedure.rules.supplement;
  const to = dueInstant(step.context.calendar, window, supplement.requestedAt);
  if (to <= supplement.windowEndsAt) return;
  step.state.supplement = { ...supplement, windowEndsAt: to };
  step.record({ type: 'SupplementWindowExtended', from: supplement.windowEndsAt, to });
}

function wantedPauses(step: DossierStep): Set<PauseReason> {
  const reasons = Object.values(step.state.engine.instances).map(
    (instance) => step.node(instance.element)?.properties.pause,
  );
  const wanted = new Set(PAUSE_REASONS.filter((reason) => reasons.includes(reason)));
  if (step.state.supplement) wanted.add('SUPPLEMENT');
  return wanted;
}

/** After a supplement the time goes on, or is counted from the start, as the regime says. */
function endSupplementPause(step: DossierStep): void {
  const { clock } = step.context.procedure.rules.supplement;
  const deadline = legalDeadline(step);
  if (clock === 'resume') return; // the pause is no longer wanted and ends like any other
  step.state.deadline = restartDeadline(step.context.calendar, deadline, clockTime(step), step.command.requestKey);
  step.record({ type: 'ClockRestarted', dueAt: step.state.deadline.dueAt });
}

function pause(step: DossierStep, reason: PauseReason): void {
  step.state.deadline = pauseDeadline(legalDeadline(step), reason, clockTime(step), step.command.requestKey);
  step.record({ type: 'ClockPaused', reason });
}

function resume(step: DossierStep, reason: PauseReason): void {
  const { calendar } = step.context;
  step.state.deadline = resumeDeadline(calendar, legalDeadline(step), reason, clockTime(step), step.command.requestKey);
  step.record({ type: 'ClockResumed', reason, dueAt: step.state.deadline.dueAt });
}

function isDecided(step: DossierStep): boolean {
  if (step.state.engine.status !== 'running') return true;
  return step.entries.some(
    (entry) =>
      entry.type === 'Engine' &&
      entry.event.type === 'ElementCompleted' &&
      step.node(entry.event.element)?.properties.clock === 'stop',
  );
}

/** Now, but never before what is already recorded: the receipt may carry the time of another machine, a little ahead of ours. */
function clockTime(step: DossierStep): number {
  const { startedAt, entries } = legalDeadline(step);
  return Math.max(step.now, entries.at(-1)?.at ?? startedAt);
}

function legalDeadline(step: DossierStep): DeadlineState {
  const { deadline } = step.state;
  if (!deadline) throw new Refusal('NO_DEADLINE', 'The dossier has no deadline yet.');
  return deadline;
}

/** `17:00` → 1020. */
function minutesOf(hour: string): number {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return hours * 60 + minutes;
}
