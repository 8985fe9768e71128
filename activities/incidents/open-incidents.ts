import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { caseWorkflowId, DOSSIER_TASK_QUEUE } from '../../contracts/ids';
import { CASE_WORKFLOW_TYPES } from '../../domain/cases/case-registry';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { calendarAround } from '../../domain/incidents/calendar-around';
import type { IncidentCommand } from '../../domain/incidents/incident-command';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { derivedUuid } from '../../platform/derived-uuid';
import { findIncidents, type FoundIncident, type WatchSettings } from './find-incidents';

const ASK_TIMEOUT_MS = 10_000;

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
  const current = await createCalendarRepository(pool).currentCalendar();
  const calendar = current?.calendar ?? SEED_CALENDAR;
  let opened = 0;
  for (const one of found) {
    const id = derivedUuid(`incident ${one.key}`);
    const requestKey = `watch/${one.key}`;
    await pool.query(
      `insert into case_submission (id, case_id, command, payload) values ($1, $2, 'reportIncident', $3)
       on conflict (id) do nothing`,
      [requestKey, id, JSON.stringify({ description: one.description, sourceKey: one.key })],
    );
    const isOpen = await report(client, watch, id, {
      type: 'reportIncident',
      requestKey,
      actor: { id: 'system' },
      submission: requestKey,
      ...kindOf(one),
      interruptedSince: null,
      personalData: false,
      affectedUnits: [],
      counting: { calendar: calendarAround(calendar, one.detectedAt), quickReportHours: watch.quickReportHours },
    });
    if (isOpen) opened += 1;
  }
  return opened;
}

function kindOf({ class: incidentClass, severity, source, detectedAt }: FoundIncident) {
  return { class: incidentClass, severity, source, detectedAt };
}

async function report(
  client: Client,
  { taskQueueSuffix = '' }: Watch,
  id: string,
  command: Extract<IncidentCommand, { type: 'reportIncident' }>,
): Promise<boolean> {
  const startWorkflowOperation = new WithStartWorkflowOperation(CASE_WORKFLOW_TYPES.incident, {
    workflowId: caseWorkflowId('incident', id),
    taskQueue: DOSSIER_TASK_QUEUE + taskQueueSuffix,
    args: [{ kind: 'new', id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  try {
    await client.withDeadline(Date.now() + ASK_TIMEOUT_MS, () =>
      client.workflow.executeUpdateWithStart(command.type, {
        args: [command],
        // As in `api/case-gateway.ts`: a run that has ended must not answer for one that is to begin.
        updateId: randomUUID(),
        startWorkflowOperation,
      }),
    );
    return true;
  } catch {
    // Temporal does not answer, or another worker has just reported it: it is found again at the next round, or never more.
    return false;
  }
}
