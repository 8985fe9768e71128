import type { IncidentCommandType } from './incident-command';
import { CLASS_RULES } from './incident-limits';
import { incidentRules, type IncidentState } from './incident-rules';
import { missingForClosing, missingLeaders } from './missing-for-closing';

/** Commands on an incident that is there. */
export const INCIDENT_STEPS = [
  'notifyUnits',
  'orderStop',
  'liftStop',
  'tellLeader',
  'recordMeasure',
  'recordHardwareFixed',
  'recordInterruption',
  'recordServiceRestored',
  'recordAuthorityNotice',
  'issueQuickReport',
  'recordFix',
  'recordCause',
  'settleFollowUp',
  'closeIncident',
  'reopenIncident',
  'reclassifyIncident',
  'handOverDuty',
  'dismissIncident',
] as const satisfies readonly IncidentCommandType[];
export type IncidentStep = (typeof INCIDENT_STEPS)[number];

/** What an incident takes now. Only for showing; the workflow decides again. */
export function availableIncidentSteps({ status, data }: IncidentState): IncidentStep[] {
  const afterHardware = data.class !== null && CLASS_RULES[data.class].recovery?.from === 'hardwareFixed';
  const hardwareOut = afterHardware && data.hardwareFixedAt === null;
  const untold = data.affectedUnits.length > 0 && data.notice === null;
  const stopped = Object.keys(data.stops).length > 0;
  const takes: Readonly<Partial<Record<IncidentStep, boolean>>> = {
    notifyUnits: data.affectedUnits.length > 0,
    liftStop: stopped,
    tellLeader: missingLeaders(data).length > 0,
    recordHardwareFixed: hardwareOut,
    recordInterruption: data.interruptedSince === null,
    recordServiceRestored: data.interruptedSince !== null,
    recordAuthorityNotice: data.personalData && data.authorityNotifiedAt === null,
    recordFix: !hardwareOut && !untold,
    settleFollowUp: data.followUps !== null && data.followUps.done.length < data.followUps.count,
    closeIncident: missingForClosing(data).length === 0,
    dismissIncident: !stopped,
  };
  const inTime: readonly string[] = incidentRules.allowed[status];
  return INCIDENT_STEPS.filter((step) => inTime.includes(step) && takes[step] !== false);
}
