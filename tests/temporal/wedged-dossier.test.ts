import { createDeliverJob } from '../../activities';
import { deliverDue } from '../../activities/outbox/deliver-due';
import { DossierLab } from '../support/dossier-lab';

let lab: DossierLab;
beforeAll(async () => {
  lab = await DossierLab.open();
});
afterAll(() => lab.close());

test('a dossier that does not answer is asked again later; the lane goes on', async () => {
  const id = await lab.submit();
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: false });
  await lab.completeTask(id, 'prepareTaxSlip');
  const deliver = createDeliverJob({
    ...{ pool: lab.pool, client: lab.client, askTimeoutMs: 1_500 },
    connectors: { 'send-tax-slip': () => Promise.resolve({ slipNumber: 'S-1', slipVersion: 1 }) },
  });
  const jobs = async () =>
    (
      await lab.pool.query(
        `select delivered_at is not null as delivered, failed_at is not null as failed, last_error is not null as told,
           next_attempt_at > now() as later from outbox where dossier_id = $1 and kind = 'job'`,
        [id],
      )
    ).rows;
  await lab.stopWorker();
  try {
    const begun = Date.now();
    expect(await deliverDue(lab.pool, deliver, 'job')).toBe(true);
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await jobs()).toEqual([{ delivered: false, failed: false, told: true, later: true }]);
  } finally {
    await lab.startWorker();
  }
  await lab.pool.query('update outbox set next_attempt_at = now() where delivered_at is null');
  await deliverDue(lab.pool, deliver, 'job');
  expect(await jobs()).toMatchObject([{ delivered: true, failed: false }]);
  expect((await lab.state(id)).status).toBe('PENDING_TAX');
});
