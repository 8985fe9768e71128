import type { WholeStack } from '../support/whole-stack';
import { expectRowsEqualWorkflows, stateOf } from './consistency';
import { controlSimulator, expectProgressInOrder, readSimulator, waitForOutbox } from './deliveries';
import { Office, type Handled } from './office';
import { waitFor } from './wait-for';

interface TaxState {
  readonly slips: readonly {
    readonly soPhieu: string;
    readonly maHs: string;
    readonly versions: readonly { readonly version: number }[];
    readonly messages: readonly { readonly messageId: string; readonly type: string }[];
  }[];
  readonly deliveries: readonly { readonly messageId: string; readonly status: string; readonly attempts: number }[];
  readonly refusals: Readonly<Record<string, number>>;
}

/** Registers the tests of this topic. */
export function describeLinkOutages(running: () => WholeStack): void {
  describe('an outside system', () => {
    let stack: WholeStack;
    let office: Office;
    const readTax = () => readSimulator<TaxState>(stack.taxUrl);
    const slipOf = async ({ code }: Handled) => (await readTax()).slips.find(({ maHs }) => maHs === code);
    const setTax = (mode: object, ...dossiers: Handled[]) =>
      controlSimulator(stack.taxUrl, 'behaviour', {
        mode: 'silent',
        perSlip: Object.fromEntries(dossiers.map(({ code }) => [code, mode])),
      });
    const reaches = (dossier: Handled, status: string) =>
      waitFor(
        `${dossier.code} at ${status}`,
        async () => (await stateOf(stack.temporal, dossier.id)).status === status,
      );

    beforeAll(async () => {
      stack = running();
      office = await Office.open(stack.apiUrl, 2);
    });
    afterAll(() => controlSimulator(stack.oneStopUrl, 'behaviour', { mode: 'normal' }));

    /** Told once each, however often it was said. */
    async function expectToldOnce(dossier: Handled): Promise<void> {
      const { rows } = await stack.pool.query<{ command: string; times: number }>(
        `select command, count(*)::int as times from dossier_event
         where dossier_id = $1 and (command in ('receiveTaxNotices', 'recordPayment') or actor = 'connector:send-tax-slip') group by command order by command`,
        [dossier.id],
      );
      expect(rows).toEqual([
        { command: 'completeJob', times: 1 },
        { command: 'receiveTaxNotices', times: 1 },
        { command: 'recordPayment', times: 2 },
      ]);
      const notices = await stack.pool.query(
        'select settled_kind as kind, slip_version as version from tax_notice where dossier_id = $1',
        [dossier.id],
      );
      expect(notices.rows).toEqual([
        { kind: 'PAID', version: 1 },
        { kind: 'PAID', version: 1 },
      ]);
      await expectRowsEqualWorkflows(stack, [dossier.id]);
    }

    test('tax is down: the slip is tried again and arrives once; then it is silent, and answers twice by and by', async () => {
      // given: a slip that is refused at the door, again and again
      const dossier = await office.submit();
      await setTax({ mode: 'down' }, dossier);
      await office.askTax(dossier);
      await waitFor('three attempts', async () => ((await readTax()).refusals['40'] ?? 0) >= 3);
      expect(await slipOf(dossier)).toBeUndefined();
      expect((await stateOf(stack.temporal, dossier.id)).status).toBe('TAX_TRANSFER');

      // when: tax is back, but says nothing
      await setTax({ mode: 'silent' }, dossier);
      await reaches(dossier, 'PENDING_TAX');

      // then: it has the slip, once; and its answers count once, sent twice
      const slip = await slipOf(dossier);
      expect(slip?.versions.map(({ version }) => version)).toEqual([1]);
      expect(slip?.messages).toEqual([]);
      const at = `slips/${encodeURIComponent(slip?.soPhieu ?? '')}`;
      await controlSimulator(stack.taxUrl, `${at}/notices`);
      await reaches(dossier, 'PENDING_TAX_PAYMENT');
      await controlSimulator(stack.taxUrl, `${at}/pay`);
      await reaches(dossier, 'PENDING_PRINT');
      for (const { messageId } of (await slipOf(dossier))?.messages ?? [])
        await controlSimulator(stack.taxUrl, `deliveries/${messageId}/again`);
      await waitFor('all repetitions', async () =>
        (await readTax()).deliveries.every(({ status }) => status !== 'pending'),
      );
      await expectToldOnce(dossier);
    });

    test('tax answers twice at once, and out of order: one effect each', async () => {
      const twice = await office.submit();
      const mixed = await office.submit();
      await controlSimulator(stack.taxUrl, 'behaviour', {
        mode: 'silent',
        perSlip: {
          [twice.code]: { mode: 'twice', delayMs: 200, autoPay: true, payDelayMs: 200 },
          [mixed.code]: { mode: 'outOfOrder', delayMs: 200 },
        },
      });
      await Promise.all([office.askTax(twice), office.askTax(mixed)]);
      await Promise.all([reaches(twice, 'PENDING_PRINT'), reaches(mixed, 'PENDING_PRINT')]);
      await waitFor('the copies', async () => (await readTax()).deliveries.every(({ status }) => status !== 'pending'));
      await expectToldOnce(twice);
      await expectToldOnce(mixed);
    });

    test('one-stop is down: progress waits, and is pushed in order afterwards', async () => {
      await controlSimulator(stack.oneStopUrl, 'behaviour', { mode: 'down' });
      const dossiers = await Promise.all([office.submit(), office.submit()]);
      await Promise.all(dossiers.map((dossier) => office.finish(dossier)));
      await waitFor('a failed push', async () => {
        const { rows } = await stack.pool.query(
          `select from outbox where dossier_id = $1 and kind = 'oneStopProgress' and last_error is not null`,
          [dossiers[0]?.id],
        );
        return rows.length === 1; // those behind it wait their turn
      });

      await controlSimulator(stack.oneStopUrl, 'behaviour', { mode: 'normal' });

      await waitForOutbox(stack.pool);
      await expectProgressInOrder(stack, dossiers);
    });
  });
}
