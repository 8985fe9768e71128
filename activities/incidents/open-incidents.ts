import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { calendarAround } from '../../domain/incidents/calendar-around';
import type { IncidentCommand } from '../../domain/incidents/incident-command';
import { derivedUuid } from '../../platform/derived-uuid';
import { beginCase } from '../begin-case';
import { readCurrentCalendar } from '../current-calendar';
import { keepWords } from '../keep-words';
import { findIncidents, type FoundIncident, type WatchSettings } from './find-incidents';

interface Watch extends WatchSettings {
  readonly quickReportHours: number;
  readonly taskQueueSuffix?: string;
}

/**
 * Opens an incident for what the installation finds of itself: backups that failed or were missed, links that are silent, accounts
 * that leaked. What is found stands in the database until it is mended, so nothing is missed while no worker runs; key, case and
 * request come from what was found, so nothing is reported twice.
 * @returns how many were opened
 */
export async function openIncidents(pool: Pool, client: Client, watch: Watch): Promise<number> {
  const found = await findIncidents(pool, watch);
  if (found.length === 0) return 0;
  const calendar = await readCurrentCalendar(pool);
  let opened = 0;
  for (const one of found) {
    const id = derivedUuid(`incident ${one.key}`);
    const requestKey = `watch/${one.key}`;
    const words = { description: one.description, sourceKey: one.key };
    await keepWords(pool, { requestKey, caseId: id, type: 'reportIncident' }, words);
    const command: Extract<IncidentCommand, { type: 'reportIncident' }> = {
      type: 'reportIncident',
      requestKey,
      actor: { id: 'system' },
      submission: requestKey,
      ...kindOf(one),
      interruptedSince: null,
      personalData: false,
      affectedUnits: [],
      counting: { calendar: calendarAround(calendar, one.detectedAt), quickReportHours: watch.quickReportHours },
    };
    const { taskQueueSuffix } = watch;
    if (await beginCase(client, { kind: 'incident', id, taskQueueSuffix }, command)) opened += 1;
  }
  return opened;
}

function kindOf({ class: incidentClass, severity, source, detectedAt }: FoundIncident) {
  return { class: incidentClass, severity, source, detectedAt };
}
