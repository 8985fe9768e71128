import fc from 'fast-check';
import { availableIncidentSteps } from '../../../domain/incidents/available-incident-actions';
import { evolveIncident } from '../../../domain/incidents/incident-events';
import { incidentRules } from '../../../domain/incidents/incident-rules';
import { INCIDENT_CLASSES, INCIDENT_STATUSES } from '../../../domain/incidents/incident-state';
import { missingForClosing, missingLeaders, type ClosingNeed } from '../../../domain/incidents/missing-for-closing';
import { stopAgainst } from '../../../domain/incidents/stoppable-functions';
import { initialCase } from '../../../domain/cases/decide-case';
import { at, IncidentSpec, reported } from './incident-spec';

const start = '2026-03-03T09:00';
const affected = { affectedUnits: ['cn.dongxoai'] };

describe('A18.2b: the affected units are told when it is expected to be mended', () => {
  test('nothing counts as mended before they were', () => {
    const incident = reported('linkFailure', start, affected);
    expect(incident.refused('recordFix', { at: incident.now })).toBe('UNITS_NOT_NOTIFIED');
    incident.do('notifyUnits', { expectedFixAt: at('2026-03-03T11:00') });
    expect(incident.refused('recordFix', { at: incident.now })).toBe('accepted');
  });

  test('and again when the time passes or moves', () => {
    const incident = reported('linkFailure', start, affected).do('notifyUnits', {
      expectedFixAt: at('2026-03-03T11:00'),
    });
    incident.until(at('2026-03-03T11:30'));
    expect(incident.events.filter(({ event }) => event.type === 'ExpectedFixPassed')).toEqual([
      { event: { type: 'ExpectedFixPassed' }, at: at('2026-03-03T11:00') },
    ]);
    expect(incident.state.data.notice).toMatchObject({ passed: true, count: 1 });
    incident.do('notifyUnits', { expectedFixAt: at('2026-03-03T15:00') });
    expect(incident.state.data.notice).toMatchObject({ passed: false, count: 2 });
    expect(incident.refused('notifyUnits', { expectedFixAt: incident.now })).toBe('INCIDENT_TIME_INVALID');
  });

  test('a time that is not passed yet is not told of once it is mended', () => {
    const incident = reported('linkFailure', start, affected).do('notifyUnits', {
      expectedFixAt: at('2026-03-03T11:00'),
    });
    incident.do('recordFix', { at: incident.now }).until(at('2026-03-04T00:00'));
    expect(incident.events.some(({ event }) => event.type === 'ExpectedFixPassed')).toBe(false);
  });
});

describe('A19.1, A19.2: before it is over', () => {
  test('A19.1a–d of the data centre: everything the regulation asks for, one after another', () => {
    const incident = reported('dbmsOrOsFailure', start, { ...affected, interruptedSince: at(start) });
    incident.do('orderStop', { functions: ['everything'], mode: 'readOnly' });
    incident.do('notifyUnits', { expectedFixAt: at('2026-03-03T11:00') }).do('recordFix', { at: incident.now });
    const missing = () => missingForClosing(incident.state.data);
    expect(missing()).toEqual(['serviceRestored', 'stopsLifted', 'leadersTold', 'quickReport', 'cause']);
    expect(incident.refused('closeIncident', {})).toBe('INCIDENT_NOT_FINISHED');
    incident.do('recordServiceRestored', { at: incident.now }).do('liftStop', { functions: ['everything'] });
    incident.do('tellLeader', { leader: 'dataCentreLeadership' });
    expect(missing()).toContain('leadersTold');
    incident.do('tellLeader', { leader: 'departmentLeadership' }).do('issueQuickReport', {});
    incident.do('recordCause', { followUps: 2 });
    expect(missing()).toEqual(['followUps']);
    incident.do('settleFollowUp', { number: 2 }).do('settleFollowUp', { number: 1 });
    expect(incident.refused('settleFollowUp', { number: 1 })).toBe('INCIDENT_STEP_NOT_NEEDED');
    expect(missing()).toEqual([]);
    expect(incident.do('closeIncident', {}).state.status).toBe('closed');
    expect(incidentRules.nextDue(incident.state)).toBeUndefined();
  });

  test.each([
    ['minor', ['dataCentreLeadership']],
    ['serious', ['dataCentreLeadership', 'departmentLeadership']],
  ] as const)('A19.1c: a %s one of the data centre is reported to %j', (severity, leaders) => {
    const incident = reported('linkFailure', start, { severity });
    for (const leader of leaders) {
      expect(missingForClosing(incident.state.data)).toContain('leadersTold');
      incident.do('tellLeader', { leader });
    }
    expect(missingForClosing(incident.state.data)).not.toContain('leadersTold');
  });

  test('A19.2: what the vendor’s maintenance broke is the vendor’s to mend, and is reported to Sở', () => {
    const incident = reported('softwareMaintenance', start, { severity: 'minor' });
    expect(incident.state.data.duty).toBe('vendor');
    incident.do('tellLeader', { leader: 'departmentLeadership' });
    expect(missingForClosing(incident.state.data)).not.toContain('leadersTold');
    // Handed over, another leader has to know.
    incident.do('handOverDuty', { to: 'dataCentre' });
    expect(missingForClosing(incident.state.data)).toContain('leadersTold');
  });

  test('a leak of personal data is not over before the authority was told', () => {
    const incident = reported('personalDataLeak', start);
    expect(missingForClosing(incident.state.data)).toContain('authorityNotified');
    expect(reported('dataLoss', start).refused('recordAuthorityNotice', { at: at(start) })).toBe(
      'INCIDENT_STEP_NOT_NEEDED',
    );
  });

  test('what was none is dismissed, but not while it stops something', () => {
    const incident = reported('linkFailure', start).do('orderStop', { functions: ['links'], mode: 'off' });
    expect(incident.refused('dismissIncident', {})).toBe('INCIDENT_NOT_FINISHED');
    incident.do('liftStop', { functions: ['links', 'intake'] });
    expect(incident.refused('liftStop', { functions: ['links'] })).toBe('INCIDENT_STEP_NOT_NEEDED');
    expect(incident.do('dismissIncident', {}).state.status).toBe('dismissed');
  });
});

describe('another kind than was thought', () => {
  const reclassified = { severity: 'critical', personalData: false, affectedUnits: [] } as const;

  test('has its own clocks, from the same moment', () => {
    const incident = reported('linkFailure', start).until(at('2026-03-03T15:00'));
    incident.do('reclassifyIncident', { class: 'dataLoss', ...reclassified });
    expect(incident.due('recoveryLimit')).toBe('2026-03-05T09:00');
    incident.do('reclassifyIncident', { class: 'dbmsOrOsFailure', ...reclassified });
    expect(incident.due('recoveryLimit')).toBe('2026-03-07T09:00');
    incident.do('reclassifyIncident', { class: 'hardwareFailure', ...reclassified });
    expect(incident.clock('recoveryLimit')).toBeUndefined();
    incident.do('recordHardwareFixed', { at: incident.now });
    expect(incident.due('recoveryLimit')).toBe('2026-03-07T15:00');
  });

  test('keeps what the same class has told already', () => {
    const incident = reported('dataLoss', start).until(at('2026-03-04T10:00'));
    incident.do('reclassifyIncident', { class: 'dataLoss', ...reclassified, personalData: true });
    expect(incident.clock('recoveryLimit')?.raised).toEqual([50]);
    expect(incident.due('leakNotice')).toBe('2026-03-06T09:00');
    incident.do('reclassifyIncident', { class: 'dataLoss', ...reclassified });
    expect(incident.clock('leakNotice')).toBeUndefined();
  });
});

describe('A19.1a: a stop order', () => {
  test('reads only or stops everything, and the sharper of two counts', () => {
    expect(stopAgainst({}, 'intake', true)).toBeUndefined();
    expect(stopAgainst({ intake: 'readOnly' }, 'intake', true)).toBe('readOnly');
    expect(stopAgainst({ intake: 'readOnly' }, 'intake', false)).toBeUndefined();
    expect(stopAgainst({ intake: 'off' }, 'intake', false)).toBe('off');
    expect(stopAgainst({ intake: 'off' }, 'lookup', true)).toBeUndefined();
    expect(stopAgainst({ everything: 'readOnly', lookup: 'off' }, 'lookup', false)).toBe('off');
    expect(stopAgainst({ everything: 'off', lookup: 'readOnly' }, 'lookup', false)).toBe('off');
  });
});

describe('whatever is asked, in whatever order, at whatever time', () => {
  const units = fc.subarray(['cn.dongxoai', 'cn.budang']);
  const back = fc.integer({ min: 0, max: 30 * 3_600_000 });
  const commands = fc.oneof(
    fc.record({
      type: fc.constant('reportIncident'),
      class: fc.constantFrom(...INCIDENT_CLASSES),
      severity: fc.constantFrom('minor', 'serious', 'critical'),
      source: fc.constant('person'),
      back,
      personalData: fc.boolean(),
      affectedUnits: units,
      interrupted: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('reclassifyIncident'),
      class: fc.constantFrom(...INCIDENT_CLASSES),
      severity: fc.constantFrom('minor', 'critical'),
      personalData: fc.boolean(),
      affectedUnits: units,
    }),
    fc.record({
      type: fc.constantFrom(
        'recordHardwareFixed',
        'recordInterruption',
        'recordServiceRestored',
        'recordAuthorityNotice',
        'recordFix',
      ),
      back,
    }),
    fc.record({
      type: fc.constant('orderStop'),
      functions: fc.constant(['intake']),
      mode: fc.constantFrom('off', 'readOnly'),
    }),
    fc.record({ type: fc.constant('liftStop'), functions: fc.constant(['intake']) }),
    fc.record({ type: fc.constant('notifyUnits'), ahead: back }),
    fc.record({
      type: fc.constant('tellLeader'),
      leader: fc.constantFrom('dataCentreLeadership', 'departmentLeadership'),
    }),
    fc.record({ type: fc.constant('recordCause'), followUps: fc.integer({ min: 0, max: 1 }) }),
    fc.record({ type: fc.constant('settleFollowUp'), number: fc.constant(1) }),
    fc.record({ type: fc.constantFrom('issueQuickReport', 'reopenIncident', 'closeIncident', 'dismissIncident') }),
  );
  const steps = fc.array(fc.tuple(commands, fc.integer({ min: 0, max: 20 * 3_600_000 })), { maxLength: 40 });

  test('no threshold is told twice or early, nothing due stays untold, and what is missing leads to the end', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const incident = new IncidentSpec(at(start));
        for (const [{ type, ...fields }, wait] of list) {
          incident.until(incident.now + wait);
          const given = fields as { back?: number; ahead?: number; interrupted?: boolean };
          const past = incident.now - (given.back ?? 0);
          const offered = availableIncidentSteps(incident.state);
          const outcome = incident.refused(
            type as never,
            {
              ...fields,
              at: past,
              detectedAt: past,
              interruptedSince: given.interrupted ? past : null,
              expectedFixAt: incident.now + (given.ahead ?? 0),
            } as never,
          );
          const { state } = incident.until(incident.now);
          expect(INCIDENT_STATUSES).toContain(state.status);
          // What is shown as possible is possible.
          if (outcome === 'ACTION_NOT_ALLOWED') expect(offered).not.toContain(type);
          expect(incidentRules.nextDue(state) ?? Infinity).toBeGreaterThan(incident.now);
          for (const clock of state.data.clocks) {
            expect(new Set(clock.raised).size).toBe(clock.raised.length);
            for (const percent of clock.raised)
              expect(clock.thresholds.find((one) => one.percent === percent)?.at).toBeLessThanOrEqual(incident.now);
          }
          if (state.status === 'closed') expect(missingForClosing(state.data)).toEqual([]);
        }
        finish(incident);
        expect(['new', 'closed', 'dismissed']).toContain(incident.state.status);
        // The events alone lead to the same state.
        const replayed = incident.events.reduce(
          (state, { event, at: instant }) => ({ ...state, ...evolveIncident(state, event, instant) }),
          initialCase(incidentRules, 'incident-1'),
        );
        expect(replayed.data).toEqual(incident.state.data);
      }),
      { numRuns: 500 },
    );
  });
});

/** Does what is asked for until it is over: there is always a way. */
function finish(incident: IncidentSpec): void {
  const { now } = incident;
  if (incident.state.status === 'open') {
    if (incident.state.data.affectedUnits.length > 0) incident.do('notifyUnits', { expectedFixAt: now + 1 });
    if (availableIncidentSteps(incident.state).includes('recordHardwareFixed'))
      incident.do('recordHardwareFixed', { at: now });
    incident.do('recordFix', { at: now });
  }
  if (incident.state.status !== 'fixed') return;
  const ways: Readonly<Record<ClosingNeed, () => unknown>> = {
    serviceRestored: () => incident.do('recordServiceRestored', { at: now }),
    stopsLifted: () => incident.do('liftStop', { functions: ['intake'] }),
    unitsNotified: () => incident.do('notifyUnits', { expectedFixAt: now + 1 }),
    leadersTold: () => incident.do('tellLeader', { leader: missingLeaders(incident.state.data)[0]! }),
    authorityNotified: () => incident.do('recordAuthorityNotice', { at: now }),
    quickReport: () => incident.do('issueQuickReport', {}),
    cause: () => incident.do('recordCause', { followUps: 0 }),
    followUps: () => incident.do('settleFollowUp', { number: 1 }),
  };
  for (let need = missingForClosing(incident.state.data)[0]; need; need = missingForClosing(incident.state.data)[0])
    ways[need]();
  incident.do('closeIncident', {});
}
