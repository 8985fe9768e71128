import type { ClockRule } from './incident-clock';
import type { DutyHolder, IncidentClass, Leader, Severity } from './incident-state';

interface ClassRule {
  readonly duty: DutyHolder;
  /** Clocks of recovery and what they count from. */
  readonly recovery?: { readonly from: 'detected' | 'hardwareFixed'; readonly clocks: readonly ClockRule[] };
  /** Personal data got out: the authority is told in time. */
  readonly leak?: true;
}

const hours = (amount: number) => ({ amount, unit: 'calendarHour' }) as const;
const workingDays = (amount: number) => ({ amount, unit: 'workingDay' }) as const;

/**
 * What each class is given (seed Điều 19). "Tối đa không quá hai ngày tính từ thời điểm…" counts from a moment, hence in hours
 * around the clock: the reading that is never later than the rule.
 */
export const CLASS_RULES: Readonly<Record<IncidentClass, ClassRule>> = {
  dataLoss: {
    duty: 'dataCentre',
    recovery: {
      from: 'detected',
      clocks: [
        { id: 'recoveryTarget', rule: 'A19.3b', limit: workingDays(0), withinHours: 48 },
        { id: 'recoveryLimit', rule: 'A19.3b', limit: hours(48) },
      ],
    },
  },
  dbmsOrOsFailure: {
    duty: 'dataCentre',
    recovery: {
      from: 'detected',
      clocks: [
        { id: 'recoveryTarget', rule: 'A19.3c', limit: hours(48) },
        { id: 'recoveryLimit', rule: 'A19.3c', limit: hours(96) },
      ],
    },
  },
  hardwareFailure: {
    duty: 'dataCentre',
    recovery: {
      from: 'hardwareFixed',
      clocks: [
        { id: 'recoveryTarget', rule: 'A19.3d', limit: workingDays(2), withinHours: 96 },
        { id: 'recoveryLimit', rule: 'A19.3d', limit: hours(96) },
      ],
    },
  },
  softwareMaintenance: { duty: 'vendor' },
  linkFailure: { duty: 'dataCentre' },
  backupFailure: { duty: 'dataCentre' },
  accountLeak: { duty: 'department' },
  personalDataLeak: { duty: 'department', leak: true },
};

/** A14.4, A15.9: the software is never interrupted for more than twelve hours. */
export const INTERRUPTION: ClockRule = { id: 'interruption', rule: 'A14.4', limit: hours(12) };

/** Decree 13/2023 Đ23: the authority is told of a breach of personal data within 72 hours. */
export const LEAK_NOTICE: ClockRule = { id: 'leakNotice', rule: 'NĐ13.23', limit: hours(72) };

/** A19.1d, A19.2d name no time for the quick report: the installation does. */
export function quickReportRule(withinHours: number): ClockRule {
  return { id: 'quickReport', rule: 'A19.1d', limit: hours(withinHours) };
}

/** Who has to be told (A19.1c, A19.2c): the data centre's own leaders of what is theirs, Sở of what is graver or not theirs. */
export function leadersToTell(duty: DutyHolder, severity: Severity): readonly Leader[] {
  if (duty !== 'dataCentre') return ['departmentLeadership'];
  return severity === 'minor' ? ['dataCentreLeadership'] : ['dataCentreLeadership', 'departmentLeadership'];
}
