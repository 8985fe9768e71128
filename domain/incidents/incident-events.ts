import { pauseClock, resumeClock, stopClock, type ClockId, type IncidentClock } from './incident-clock';
import type { IncidentEvent } from './incident-command';
import type { IncidentState } from './incident-rules';
import type { IncidentData, IncidentStatus } from './incident-state';

type Next = Pick<IncidentState, 'status' | 'data'>;

/** @param at epoch ms of the event */
export function evolveIncident({ status, data }: IncidentState, event: IncidentEvent, at: number): Next {
  const stay = (change: Partial<IncidentData>): Next => ({ status, data: { ...data, ...change } });
  const go = (to: IncidentStatus, change: Partial<IncidentData> = {}): Next => ({
    status: to,
    data: { ...data, ...change },
  });
  const clock = (id: ClockId, change: (clock: IncidentClock) => IncidentClock): Next =>
    stay({ clocks: data.clocks.map((one) => (one.id === id ? change(one) : one)) });
  switch (event.type) {
    case 'IncidentReported': {
      const { severity, source, by, detectedAt, personalData, duty, affectedUnits } = event;
      const report = { class: event.class, severity, source, reportedBy: by, detectedAt, personalData, duty };
      return go('open', { ...report, reportedAt: at, affectedUnits });
    }
    case 'IncidentReclassified': {
      const { severity, personalData, affectedUnits } = event;
      return stay({ class: event.class, severity, personalData, affectedUnits });
    }
    case 'ClockStarted':
      return stay({ clocks: [...data.clocks.filter(({ id }) => id !== event.clock.id), event.clock] });
    case 'ClockPaused':
      return clock(event.clock, (one) => pauseClock(one, event.at));
    case 'ClockResumed':
      return clock(event.clock, (one) => resumeClock(one, event.at));
    case 'ClockStopped':
      return clock(event.clock, (one) => stopClock(one, event.at));
    case 'ClockDropped':
      return stay({ clocks: data.clocks.filter(({ id }) => id !== event.clock) });
    case 'ThresholdReached':
      return clock(event.clock, (one) => ({ ...one, raised: [...one.raised, event.percent] }));
    case 'ExpectedFixPassed':
      return stay({ notice: data.notice && { ...data.notice, passed: true } });
    case 'DutyHandedOver':
      return stay({ duty: event.to });
    case 'StopOrdered': {
      const { functions, mode, by } = event;
      const ordered = Object.fromEntries(functions.map((name) => [name, { mode, since: at, by }]));
      return stay({ stops: { ...data.stops, ...ordered } });
    }
    case 'StopLifted': {
      const lifted: readonly string[] = event.functions;
      return stay({ stops: Object.fromEntries(Object.entries(data.stops).filter(([name]) => !lifted.includes(name))) });
    }
    case 'UnitsNotified': {
      const count = (data.notice?.count ?? 0) + 1;
      return stay({ notice: { at, expectedFixAt: event.expectedFixAt, passed: false, count } });
    }
    case 'MeasureTaken':
      return stay({ measures: { ...data.measures, [event.kind]: data.measures[event.kind] + 1 } });
    case 'LeaderTold':
      return stay({ leadersTold: [...data.leadersTold, event.leader] });
    case 'HardwareFixed':
      return stay({ hardwareFixedAt: event.at });
    case 'ServiceInterrupted':
      return stay({ interruptedSince: event.at });
    case 'ServiceRestored':
      return stay({ interruptedSince: null });
    case 'AuthorityNotified':
      return stay({ authorityNotifiedAt: event.at });
    case 'QuickReportIssued':
      return stay({ quickReport: event.submission });
    case 'FixRecorded':
      return go('fixed', { fixedAt: event.at });
    case 'IncidentReopened':
      return go('open', { fixedAt: null });
    case 'CauseRecorded':
      return stay({ followUps: { count: event.followUps, done: [] } });
    case 'FollowUpSettled':
      return stay({ followUps: data.followUps && { ...data.followUps, done: [...data.followUps.done, event.number] } });
    case 'IncidentClosed':
      return go('closed');
    case 'IncidentDismissed':
      return go('dismissed');
  }
}
