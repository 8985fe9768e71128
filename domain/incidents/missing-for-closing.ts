import { leadersToTell } from './incident-limits';
import type { IncidentData } from './incident-state';

export const CLOSING_NEEDS = [
  'serviceRestored',
  'stopsLifted',
  'unitsNotified',
  'leadersTold',
  'authorityNotified',
  'quickReport',
  'cause',
  'followUps',
] as const;
export type ClosingNeed = (typeof CLOSING_NEEDS)[number];

/** What the regulation still asks for before an incident is over (A18.2b, A19.1a–d, A19.2a–d). */
export function missingForClosing(data: IncidentData): readonly ClosingNeed[] {
  const needs: Readonly<Record<ClosingNeed, boolean>> = {
    serviceRestored: data.interruptedSince !== null,
    stopsLifted: Object.keys(data.stops).length > 0,
    unitsNotified: data.affectedUnits.length > 0 && data.notice === null,
    leadersTold: missingLeaders(data).length > 0,
    authorityNotified: data.personalData && data.authorityNotifiedAt === null,
    quickReport: data.quickReport === null,
    cause: data.followUps === null,
    followUps: data.followUps !== null && data.followUps.done.length < data.followUps.count,
  };
  return CLOSING_NEEDS.filter((need) => needs[need]);
}

export function missingLeaders({ duty, severity, leadersTold }: IncidentData) {
  return leadersToTell(duty, severity ?? 'minor').filter((leader) => !leadersTold.includes(leader));
}
