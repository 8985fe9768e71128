import type { CaseRules } from '../cases/case-rules';
import type { CaseState } from '../cases/case-state';
import { MS_PER_MINUTE } from '../clock/instant';
import { Refusal } from '../refusal';
import { nextThreshold, startClock, type ClockId, type ClockRule } from './incident-clock';
import type { Counting, IncidentCommand, IncidentEvent } from './incident-command';
import { evolveIncident } from './incident-events';
import { CLASS_RULES, INTERRUPTION, LEAK_NOTICE, quickReportRule } from './incident-limits';
import { NO_INCIDENT, type IncidentClass, type IncidentData, type IncidentStatus } from './incident-state';
import { missingForClosing } from './missing-for-closing';

export type IncidentState = CaseState<IncidentStatus, IncidentData>;

const WHILE_KNOWN = [
  'reclassifyIncident',
  'handOverDuty',
  'orderStop',
  'liftStop',
  'notifyUnits',
  'recordMeasure',
  'tellLeader',
  'recordInterruption',
  'recordServiceRestored',
  'recordAuthorityNotice',
  'issueQuickReport',
  'recordCause',
] as const;

/**
 * The life of an incident (seed Điều 18.2, Điều 19; A14.4, A15.9). Who may do what is judged by `domain/access`; here stand
 * the order of things, the legal clocks, and what must be done before it is over.
 */
export const incidentRules: CaseRules<IncidentStatus, IncidentData, IncidentCommand, IncidentEvent> = {
  kind: 'incident',
  initial: { status: 'new', data: NO_INCIDENT },
  allowed: {
    new: ['reportIncident'],
    open: [...WHILE_KNOWN, 'recordHardwareFixed', 'recordFix', 'dismissIncident'],
    fixed: [...WHILE_KNOWN, 'reopenIncident', 'settleFollowUp', 'closeIncident'],
    closed: [],
    dismissed: [],
  },
  terminal: ['closed', 'dismissed'],
  decide: decideIncident,
  expire({ status, data }, now) {
    const due = earliestDue(status, data);
    return due && due.at <= now ? due : undefined;
  },
  evolve: evolveIncident,
  nextDue({ status, data }) {
    return earliestDue(status, data)?.at;
  },
  describe(state) {
    return { unitId: null, dueAt: incidentRules.nextDue(state) ?? null };
  },
};

function earliestDue(status: IncidentStatus, data: IncidentData): { event: IncidentEvent; at: number } | undefined {
  if (status !== 'open' && status !== 'fixed') return undefined;
  const due: { event: IncidentEvent; at: number }[] = data.clocks.flatMap((clock) => {
    const next = nextThreshold(clock);
    if (!next) return [];
    return [{ event: { type: 'ThresholdReached', clock: clock.id, percent: next.percent }, at: next.at }];
  });
  if (status === 'open' && data.notice && !data.notice.passed)
    due.push({ event: { type: 'ExpectedFixPassed' }, at: data.notice.expectedFixAt });
  return due.reduce<(typeof due)[number] | undefined>(
    (first, one) => (first && first.at <= one.at ? first : one),
    undefined,
  );
}

function decideIncident(state: IncidentState, command: IncidentCommand, now: number): readonly IncidentEvent[] {
  const { data } = state;
  const by = command.actor.id;
  switch (command.type) {
    case 'reportIncident': {
      const { severity, source, detectedAt, interruptedSince, affectedUnits, counting } = command;
      refuseFuture(detectedAt, now);
      const personalData = command.personalData || CLASS_RULES[command.class].leak === true;
      const { duty } = CLASS_RULES[command.class];
      const report = { class: command.class, severity, source, by, detectedAt, personalData, duty, affectedUnits };
      return [
        { type: 'IncidentReported', ...report },
        ...startOf(quickReportRule(counting.quickReportHours), counting, detectedAt),
        ...recoveryClocks(command.class, { detected: detectedAt, hardwareFixed: null }, counting),
        ...(personalData ? startOf(LEAK_NOTICE, counting, detectedAt) : []),
        ...(interruptedSince === null ? [] : interrupt(data, interruptedSince, counting, now)),
      ];
    }
    case 'reclassifyIncident':
      return reclassify(data, command, by);
    case 'handOverDuty':
      if (command.to === data.duty) throw nothingToDo('The duty is there already.');
      return [{ type: 'DutyHandedOver', to: command.to, by }];
    case 'orderStop':
      return [{ type: 'StopOrdered', functions: command.functions, mode: command.mode, by }];
    case 'liftStop': {
      const functions = command.functions.filter((name) => data.stops[name]);
      if (functions.length === 0) throw nothingToDo('None of these functions is stopped by this incident.');
      return [{ type: 'StopLifted', functions, by }];
    }
    case 'notifyUnits':
      if (data.affectedUnits.length === 0) throw nothingToDo('No affected unit is named: name them first.');
      if (command.expectedFixAt <= now)
        throw new Refusal('INCIDENT_TIME_INVALID', 'An expected time lies ahead.', { at: command.expectedFixAt });
      return [{ type: 'UnitsNotified', expectedFixAt: command.expectedFixAt, by }];
    case 'recordMeasure':
      return [{ type: 'MeasureTaken', kind: command.kind, by }];
    case 'tellLeader':
      if (data.leadersTold.includes(command.leader)) throw nothingToDo('They have been told.');
      return [{ type: 'LeaderTold', leader: command.leader, by }];
    case 'recordHardwareFixed': {
      if (data.hardwareFixedAt !== null) throw nothingToDo('The hardware is fixed already.');
      const at = momentWithin(command.at, data.detectedAt, now);
      const from = { detected: data.detectedAt, hardwareFixed: at };
      const clocks = isAfterHardware(data.class) ? recoveryClocks(data.class!, from, command.counting) : [];
      return [{ type: 'HardwareFixed', at, by }, ...clocks];
    }
    case 'recordInterruption':
      if (data.interruptedSince !== null) throw nothingToDo('The service is interrupted already.');
      return interrupt(data, command.at, command.counting, now);
    case 'recordServiceRestored': {
      if (data.interruptedSince === null) throw nothingToDo('The service is not interrupted.');
      const at = momentWithin(command.at, data.interruptedSince, now);
      return [
        { type: 'ServiceRestored', at },
        { type: 'ClockPaused', clock: 'interruption', at },
      ];
    }
    case 'recordAuthorityNotice': {
      if (!data.personalData) throw nothingToDo('No personal data is concerned.');
      if (data.authorityNotifiedAt !== null) throw nothingToDo('The authority was told already.');
      const at = momentWithin(command.at, data.detectedAt, now);
      return [{ type: 'AuthorityNotified', at, by }, ...stopOf(data, 'leakNotice', at)];
    }
    case 'issueQuickReport':
      return [
        { type: 'QuickReportIssued', submission: command.submission ?? command.requestKey, by },
        ...stopOf(data, 'quickReport', now),
      ];
    case 'recordFix':
      return recordFix(data, command.at, by, now);
    case 'reopenIncident':
      // The limits of recovery count from the detection: what was stopped too early runs on as if it never had.
      return [{ type: 'IncidentReopened', by }, ...runOn(data)];
    case 'recordCause':
      return [{ type: 'CauseRecorded', followUps: command.followUps, by }];
    case 'settleFollowUp': {
      const { count = 0, done = [] } = data.followUps ?? {};
      if (command.number < 1 || command.number > count || done.includes(command.number))
        throw nothingToDo('There is no such open follow-up.');
      return [{ type: 'FollowUpSettled', number: command.number, by }];
    }
    case 'closeIncident': {
      const missing = missingForClosing(data);
      if (missing.length > 0)
        throw new Refusal('INCIDENT_NOT_FINISHED', 'The regulation asks for more before it is over.', { missing });
      return [{ type: 'IncidentClosed', by }];
    }
    case 'dismissIncident':
      if (Object.keys(data.stops).length > 0)
        throw new Refusal('INCIDENT_NOT_FINISHED', 'Lift its stop order first.', { missing: ['stopsLifted'] });
      return [{ type: 'IncidentDismissed', by }];
  }
}

function recordFix(data: IncidentData, named: number, by: string, now: number): readonly IncidentEvent[] {
  const at = momentWithin(named, data.hardwareFixedAt ?? data.detectedAt, now);
  if (isAfterHardware(data.class) && data.hardwareFixedAt === null)
    throw new Refusal('HARDWARE_NOT_FIXED', 'Record first when the hardware was fixed: the limit counts from then.');
  // A18.2b: nobody is left to find out by himself.
  if (data.affectedUnits.length > 0 && data.notice === null)
    throw new Refusal('UNITS_NOT_NOTIFIED', 'Tell the affected units when it is expected to be mended first.', {
      units: data.affectedUnits,
    });
  return [{ type: 'FixRecorded', at, by }, ...stopOf(data, 'recoveryTarget', at), ...stopOf(data, 'recoveryLimit', at)];
}

function reclassify(
  data: IncidentData,
  command: Extract<IncidentCommand, { type: 'reclassifyIncident' }>,
  by: string,
): readonly IncidentEvent[] {
  const { severity, affectedUnits, counting } = command;
  const personalData = command.personalData || CLASS_RULES[command.class].leak === true;
  const from = { detected: data.detectedAt, hardwareFixed: data.hardwareFixedAt };
  const moved = command.class !== data.class;
  const before = data.clocks.filter(({ id }) => id === 'recoveryTarget' || id === 'recoveryLimit');
  const dropped = moved ? before.map(({ id }): IncidentEvent => ({ type: 'ClockDropped', clock: id })) : [];
  const started = moved ? recoveryClocks(command.class, from, counting) : [];
  // A fix recorded before ends the new clocks too.
  const ended = data.fixedAt === null ? [] : started.flatMap((event) => endOf(event, data.fixedAt!));
  const leak: readonly IncidentEvent[] =
    personalData && !data.personalData
      ? startOf(LEAK_NOTICE, counting, data.detectedAt ?? 0)
      : !personalData && data.personalData
        ? [{ type: 'ClockDropped', clock: 'leakNotice' }]
        : [];
  return [
    { type: 'IncidentReclassified', class: command.class, severity, personalData, affectedUnits, by },
    ...dropped,
    ...started,
    ...ended,
    ...leak,
  ];
}

function endOf(event: IncidentEvent, at: number): IncidentEvent[] {
  return event.type === 'ClockStarted' ? [{ type: 'ClockStopped', clock: event.clock.id, at }] : [];
}

function recoveryClocks(
  incidentClass: IncidentClass,
  from: { readonly detected: number | null; readonly hardwareFixed: number | null },
  counting: Counting,
): readonly IncidentEvent[] {
  const { recovery } = CLASS_RULES[incidentClass];
  const at = recovery && from[recovery.from];
  if (!recovery || at == null) return [];
  return recovery.clocks.flatMap((rule) => startOf(rule, counting, at));
}

/** The twelve hours count what the service was down in all; while it is back they stand. */
function interrupt(data: IncidentData, named: number, counting: Counting, now: number): readonly IncidentEvent[] {
  const known = data.clocks.find(({ id }) => id === 'interruption');
  const at = momentWithin(named, known?.pausedAt ?? null, now);
  const clock: readonly IncidentEvent[] = known
    ? [{ type: 'ClockResumed', clock: 'interruption', at }]
    : startOf(INTERRUPTION, counting, at);
  return [{ type: 'ServiceInterrupted', at }, ...clock];
}

function startOf(rule: ClockRule, { calendar }: Counting, at: number): readonly IncidentEvent[] {
  return [{ type: 'ClockStarted', clock: startClock(rule, calendar, at) }];
}

function stopOf({ clocks }: IncidentData, id: ClockId, at: number): readonly IncidentEvent[] {
  return clocks.some((clock) => clock.id === id && clock.stoppedAt === null)
    ? [{ type: 'ClockStopped', clock: id, at }]
    : [];
}

function runOn({ clocks }: IncidentData): readonly IncidentEvent[] {
  return clocks
    .filter(({ id }) => id === 'recoveryTarget' || id === 'recoveryLimit')
    .map((clock) => ({ type: 'ClockStarted', clock: { ...clock, stoppedAt: null } }));
}

function isAfterHardware(incidentClass: IncidentClass | null): boolean {
  return incidentClass !== null && CLASS_RULES[incidentClass].recovery?.from === 'hardwareFixed';
}

function refuseFuture(at: number, now: number): void {
  if (at > now) throw new Refusal('INCIDENT_TIME_INVALID', 'That time has not come yet.', { at });
}

/**
 * The moment somebody names, not before `since`. People name moments to the minute: one in the very minute of `since` is
 * `since`, or nobody could record at once what was over at once.
 */
function momentWithin(named: number, since: number | null, now: number): number {
  refuseFuture(named, now);
  if (since === null || named >= since) return named;
  if (named >= since - (since % MS_PER_MINUTE)) return since;
  throw new Refusal('INCIDENT_TIME_INVALID', 'That was before it could have been.', { at: named, since });
}

function nothingToDo(message: string): Refusal {
  return new Refusal('INCIDENT_STEP_NOT_NEEDED', message);
}
