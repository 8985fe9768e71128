import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { dossierWorkflowId } from '../../contracts/ids';
import { thresholdsOf } from '../../domain/dossier/dossier-commit';
import type { DossierState } from '../../domain/dossier/dossier-state';
import { publicStateOf } from '../../domain/dossier/dossier-status';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { createProcedureRepository } from '../../db/repositories/procedure-repository';
import type { WholeStack } from '../support/whole-stack';
import type { Acknowledged } from './patient-client';
import { waitFor } from './wait-for';

type Servers = Pick<WholeStack, 'pool' | 'temporal'>;

/** The truth: what the workflow itself says. */
export function stateOf(temporal: Client, dossierId: string): Promise<DossierState> {
  const handle = temporal.workflow.getHandle(dossierWorkflowId(dossierId));
  return waitFor(`the state of ${dossierId}`, () => handle.query<DossierState>('dossierState'));
}

/** Every row of these dossiers says what their workflows say, and the log has every number once. */
export async function expectRowsEqualWorkflows(servers: Servers, dossierIds: readonly string[]): Promise<void> {
  const differences: unknown[] = [];
  for (const id of dossierIds) {
    const [truth, rows] = await Promise.all([expectedRows(servers, id), readRows(servers.pool, id)]);
    try {
      expect(rows).toEqual(truth);
    } catch (error) {
      differences.push({ id, message: (error as Error).message });
    }
  }
  expect(differences).toEqual([]);
}

async function expectedRows({ pool, temporal }: Servers, id: string) {
  const state = await stateOf(temporal, id);
  const procedure = await createProcedureRepository(pool).procedureContent(state.procedure.version);
  const calendar = await createCalendarRepository(pool).currentCalendar();
  if (!procedure || !calendar) throw new Error('nothing is published');
  const { deadline } = state;
  const raised = await pool.query<{ percent: number; cycle: number }>(
    'select percent, cycle from escalation where dossier_id = $1',
    [id],
  );
  const isRaised = (one: { percent: number; cycle: number }) =>
    raised.rows.some(({ percent, cycle }) => percent === one.percent && cycle === one.cycle);
  const open = Object.values(state.tasks);
  return {
    snapshot: state,
    seq: state.seq,
    status: state.status,
    publicState: publicStateOf[state.status],
    dueAt: deadline?.dueAt ?? null,
    pauseReasons: deadline?.pause?.open.map(({ reason }) => reason) ?? [],
    log: Array.from({ length: state.seq }, (_, index) => index + 1),
    logged: state.answered.map(({ key }) => key),
    open: open
      .map(({ instance, element, unit, role, assignee }) => ({
        instance,
        element,
        unit,
        role,
        assignee: assignee ?? null,
      }))
      .sort((a, b) => a.instance - b.instance),
    elementsOpenTwice: [],
    thresholds: thresholdsOf({ procedure, calendar: calendar.calendar }, deadline)
      .filter((one) => !isRaised(one))
      .map(({ percent }) => percent)
      .sort((a, b) => a - b),
  };
}

async function readRows(pool: Pool, id: string) {
  const [dossier, log, tasks, thresholds] = await Promise.all([
    pool.query<{
      snapshot: DossierState;
      seq: number;
      status: string;
      public_state: number;
      due_at: Date | null;
      pause_reasons: string[];
    }>('select snapshot, seq, status, public_state, due_at, pause_reasons from dossier where id = $1', [id]),
    pool.query<{ seq: number; key: string }>(
      'select seq, request_key as key from dossier_event where dossier_id = $1 order by seq',
      [id],
    ),
    pool.query<{ instance: number; element: string; unit: string; role: string; assignee: string | null }>(
      `select instance, element, unit_id as unit, role, assignee from task where dossier_id = $1 and state = 'open' order by instance`,
      [id],
    ),
    pool.query<{ percent: number }>('select percent from deadline_threshold where dossier_id = $1 order by percent', [
      id,
    ]),
  ]);
  const [row] = dossier.rows;
  const elements = tasks.rows.map(({ element }) => element);
  return {
    snapshot: row?.snapshot,
    seq: row?.seq,
    status: row?.status,
    publicState: row?.public_state,
    dueAt: row?.due_at?.getTime() ?? null,
    pauseReasons: row?.pause_reasons,
    log: log.rows.map(({ seq }) => seq),
    // The state remembers the last fifty answers; the log has them all.
    logged: log.rows.slice(-(row?.snapshot.answered.length ?? 0)).map(({ key }) => key),
    open: tasks.rows,
    elementsOpenTwice: elements.filter((element, index) => elements.indexOf(element) !== index),
    thresholds: thresholds.rows.map(({ percent }) => percent),
  };
}

/** Each acknowledged step stands in the log exactly once, and nothing stands there that nobody asked for. */
export async function expectLoggedOnce(pool: Pool, acknowledged: readonly Acknowledged[]): Promise<void> {
  // Drafts are no steps of a dossier.
  const steps = acknowledged.filter(({ path }) => path !== '/drafts').map(({ requestKey }) => requestKey);
  const { rows } = await pool.query<{ key: string; times: number }>(
    `select r.key, count(e.seq)::int as times from unnest($1::text[]) as r(key)
     left join dossier_event e on e.request_key = r.key group by r.key`,
    [steps],
  );
  expect(rows.filter(({ times }) => times !== 1)).toEqual([]);
  expect(rows).toHaveLength(steps.length);
  const accounts = [...new Set(steps.map((key) => key.slice(0, key.indexOf(':'))))];
  const foreign = await pool.query<{ key: string }>(
    `select request_key as key from dossier_event where actor = any($1::text[]) and not request_key = any($2::text[])`,
    [accounts, steps],
  );
  expect(foreign.rows).toEqual([]);
}
