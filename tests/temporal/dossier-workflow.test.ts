import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { dossierWorkflowId } from '../../contracts/ids';
import { DossierLab } from '../support/dossier-lab';

let lab: DossierLab;

beforeAll(async () => {
  lab = await DossierLab.open();
});
afterAll(() => lab.close());

/** Code of the refusal an update meets. */
async function refusalOf(update: Promise<unknown>): Promise<string | null | undefined> {
  try {
    await update;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return (error.cause as ApplicationFailure).type;
    throw error;
  }
  throw new Error('it was not refused');
}

async function historyOf(id: string) {
  const history = await lab.client.workflow.getHandle(dossierWorkflowId(id)).fetchHistory();
  const bytes = temporal.api.history.v1.History.encode(history).finish().length;
  return { events: history.events ?? [], bytes };
}

describe('a dossier on the real server', () => {
  test('runs from submission to result; lists show each step when it is answered', async () => {
    const id = await lab.submitToTax();
    const { rows: waiting } = await lab.pool.query(
      'select status, public_state, pause_reasons from dossier where id = $1',
      [id],
    );
    expect(waiting[0]).toEqual({ status: 'PENDING_TAX', public_state: 4, pause_reasons: ['TAX'] });

    await lab.payTaxes(id);
    const answer = await lab.finish(id);
    expect(answer.status).toBe('RETURNED');
    await lab.client.workflow.getHandle(dossierWorkflowId(id)).result();

    const { rows } = await lab.pool.query(
      'select status, public_state, outcome, closed_at is not null as closed, seq, pause_reasons from dossier where id = $1',
      [id],
    );
    expect(rows[0]).toMatchObject({
      status: 'RETURNED',
      public_state: 10,
      outcome: 'early',
      closed: true,
      pause_reasons: [],
    });
    const { rows: tasks } = await lab.pool.query('select distinct state from task where dossier_id = $1', [id]);
    expect(tasks).toEqual([{ state: 'completed' }]);
    const { rows: numbers } = await lab.pool.query('select seq from dossier_event where dossier_id = $1 order by seq', [
      id,
    ]);
    expect(numbers.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: rows[0].seq }, (_, index) => index + 1),
    );
    const { rows: thresholds } = await lab.pool.query('select 1 from deadline_threshold where dossier_id = $1', [id]);
    expect(thresholds).toEqual([]);
  });

  test('keeps a standard dossier (six steps claimed and completed, tax wait) within 100 events and 40 KB', async () => {
    const id = await lab.submit();
    const work = async (element: string, by: string, variables: Record<string, boolean> = {}) => {
      const task = await lab.open(id, element);
      await lab.act(id, 'claimTask', { task }, by);
      await lab.act(id, 'completeTask', { task, variables }, by);
    };
    await work('appraise', lab.officer, { eligible: true, taxExempt: false });
    await work('prepareTaxSlip', lab.officer);
    await lab.answerJob(id, 'sendTaxSlip', { slipNumber: 'S', slipVersion: 1 });
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 1, notices: [] });
    await work('printCertificate', lab.officer);
    await work('checkCertificate', lab.secondOfficer, { checkPassed: true });
    await work('signCertificate', lab.head, { signed: true });
    await work('registerResult', lab.officer);
    const { events, bytes } = await historyOf(id);
    expect({ events: events.length <= 100, bytes: bytes <= 40_000 }).toEqual({ events: true, bytes: true });
  });

  test('answers a repeated request with its first answer and does nothing again', async () => {
    const id = await lab.submit();
    const task = await lab.open(id, 'appraise');
    const key = randomUUID();
    const claim = () => lab.act(id, 'claimTask', { task }, lab.officer, key);
    const answers = await Promise.all([claim(), claim(), claim()]);
    expect(new Set(answers.map((answer) => answer.seq)).size).toBe(1);
    expect(await claim()).toEqual(answers[0]);
    const { rows } = await lab.pool.query(
      `select count(*)::int as n from dossier_event where dossier_id = $1 and command = 'claimTask'`,
      [id],
    );
    expect(rows[0]).toEqual({ n: 1 });
  });

  test('submits once, however often the same submission is sent', async () => {
    const id = randomUUID();
    await Promise.all([lab.submit({ id }), lab.submit({ id })]);
    await lab.submit({ id });
    const { rows } = await lab.pool.query('select command from dossier_event where dossier_id = $1 order by seq', [id]);
    // The look-up of restrictions is part of the step.
    expect(rows).toEqual([{ command: 'submit' }, { command: 'completeJob' }]);
  });

  test('refuses with a stable code and leaves no trace in history and database', async () => {
    const id = await lab.submit();
    const task = await lab.open(id, 'appraise');
    await lab.act(id, 'claimTask', { task });
    const before = await historyOf(id);
    const { rows: rowBefore } = await lab.pool.query('select snapshot from dossier where id = $1', [id]);
    const refusals = [
      await refusalOf(lab.act(id, 'completeTask', { task, variables: {} }, lab.secondOfficer)),
      await refusalOf(lab.act(id, 'completeTask', { task: 9_999, variables: {} })),
      await refusalOf(lab.act(id, 'completeTask', { task, variables: { ownerName: 'x' } })),
      await refusalOf(lab.act(id, 'receiveSupplement', {})),
      await refusalOf(lab.act(id, 'receiveTaxNotices', { slipVersion: 3, notices: [] })),
      await refusalOf(lab.act(id, 'returnToStep', { task, to: 'signCertificate' })),
    ];
    expect(refusals).toEqual([
      'TASK_HELD_BY_OTHER',
      'TASK_NOT_OPEN',
      'VARIABLE_NOT_ROUTING',
      'ACTION_NOT_ALLOWED',
      'TAX_SLIP_UNKNOWN',
      'RETURN_TARGET_NOT_ALLOWED',
    ]);
    const after = await historyOf(id);
    const updates = (events: typeof after.events) =>
      events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
    expect(updates(after.events)).toBe(updates(before.events));
    const { rows: rowAfter } = await lab.pool.query('select snapshot from dossier where id = $1', [id]);
    expect(rowAfter).toEqual(rowBefore);
  });

  test('carries personal data and the procedure itself in no history', async () => {
    const id = await lab.submit();
    const { events } = await historyOf(id);
    const text = Buffer.from(temporal.api.history.v1.History.encode({ events }).finish()).toString('utf8');
    expect(text).not.toContain('Bưởi');
    expect(text).not.toContain('checkCertificate'); // the graph is named by its hash
    expect(text).toContain(lab.procedureVersion);
  });

  test('continues as new after 1,500 updates without losing anything', async () => {
    const id = await lab.submit();
    const task = await lab.open(id, 'appraise');
    const key = randomUUID();
    const first = await lab.act(id, 'claimTask', { task }, lab.officer, key);
    for (let round = 0; round < 750; round++) {
      await lab.act(id, 'releaseTask', { task });
      await lab.act(id, 'claimTask', { task });
    }
    const description = await lab.client.workflow.getHandle(dossierWorkflowId(id)).describe();
    const { raw } = description;
    expect(raw.workflowExecutionInfo?.firstRunId).not.toBe(description.runId);
    expect((await lab.state(id)).seq).toBe(first.seq + 1_500);
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    expect((await lab.finish(id)).status).toBe('RETURNED');
  }, 240_000);
});
