import { randomUUID } from 'node:crypto';
import {
  taxMessageSchema,
  taxSlipAnswerSchema,
  type TaxMessage,
  type TaxSlip,
} from '../../../contracts/tax-link.schema';
import { signRequest, type SigningInput } from '../../../platform/request-signature';
import { createTaxAuthority, type TaxAuthority } from '../../../simulators/tax-authority';
import type { DeliveryView } from '../../../simulators/callback-queue';
import type { SlipRecord } from '../../../simulators/tax-register';
import { callJson, createFolders, startReceivingApi, waitUntil, type ReceivingApi } from './receiving-api';
import { givenSlip } from './sample-slip';

const SECRET = 'secret-of-the-tax-link';
// Longer than waitUntil, whose message says more than a time-out.
jest.setTimeout(30_000);

const folders = createFolders();
let api: ReceivingApi;
let tax: TaxAuthority;
let dir: string;

interface State {
  slips: SlipRecord[];
  deliveries: DeliveryView[];
  refusals: Record<string, number>;
}

function startTax(apiUrl = api.url): Promise<TaxAuthority> {
  const retry = { firstRetryMs: 20, maxRetryMs: 50, timeoutMs: 2000 };
  return createTaxAuthority({ port: 0, apiUrl, secret: SECRET, dir, retry });
}

async function behave(behaviour: Record<string, unknown>): Promise<void> {
  const { status } = await callJson(`${tax.url}/control/behaviour`, { delayMs: 30, payDelayMs: 30, ...behaviour });
  expect(status).toBe(200);
}

async function readState(): Promise<State> {
  return (await callJson<State>(`${tax.url}/control/state`)).answer;
}

function sign(body: string, change: Partial<SigningInput> = {}): Record<string, string> {
  const call = { method: 'POST', path: '/tax/slips', body, keyId: 'tax', secret: SECRET, now: new Date() };
  return { ...signRequest({ ...call, nonce: randomUUID(), ...change }) };
}

async function post(body: string, headers: Record<string, string>) {
  const response = await fetch(`${tax.url}/tax/slips`, { method: 'POST', headers, body });
  return { status: response.status, answer: taxSlipAnswerSchema.parse(await response.json()) };
}

function send(slip: TaxSlip) {
  const body = JSON.stringify(slip);
  return post(body, sign(body));
}

function messages(): TaxMessage[] {
  return api.calls.map((call) => taxMessageSchema.parse(call.body));
}

function byHand(slip: TaxSlip, action: string, body: unknown = {}) {
  return callJson<{ messageIds: string[]; code?: string }>(
    `${tax.url}/control/slips/${encodeURIComponent(slip.TT_CHUNG.SO_PHIEU)}/${action}`,
    body,
  );
}

beforeEach(async () => {
  api = await startReceivingApi({ tax: SECRET });
  dir = folders.create();
  tax = await startTax();
});

afterEach(async () => {
  await tax.close();
  await api.close();
});

afterAll(() => folders.removeAll());

describe('a slip and its answer', () => {
  it('given normal, when a slip of 850 million comes, then fee 0.5 % and income tax 2 % are asked in one signed message', async () => {
    await behave({ mode: 'normal' });
    const slip = givenSlip();
    const { status, answer } = await send(slip);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ ERROR_CODE: '0', SYSTEM_INFO: { SEQ_REFID: slip.SYSTEM_INFO.SEQ_ID } });
    await waitUntil('the notices', () => api.calls.length === 1);
    expect(api.calls[0]).toMatchObject({ path: '/integrations/tax/messages', signature: 'ok' });
    expect(messages()[0]).toMatchObject({
      type: 'taxNotices',
      sequence: 1,
      version: 1,
      MA_HS: slip.TT_CHUNG.MA_HS,
      SO_PHIEU: slip.TT_CHUNG.SO_PHIEU,
      notices: [
        { item: 'REGISTRATION_FEE', subItem: '2801', amount: 4_250_000, exempt: false },
        { item: 'PERSONAL_INCOME_TAX', subItem: '1006', amount: 17_000_000, exempt: false },
      ],
    });
  });

  it('given autoPay, then receipts over the full amounts follow the notices', async () => {
    await behave({ mode: 'normal', autoPay: true });
    await send(givenSlip());
    await waitUntil('three messages', () => api.calls.length === 3);
    expect(messages().map((message) => [message.type, message.sequence])).toEqual([
      ['taxNotices', 1],
      ['paymentReceipt', 2],
      ['paymentReceipt', 3],
    ]);
    expect(messages().slice(1)).toMatchObject([
      { amount: 4_250_000, kind: 'PAID' },
      { amount: 17_000_000, kind: 'PAID' },
    ]);
  });

  it('given the same slip again, then the same answer and no second round of notices', async () => {
    await behave({ mode: 'normal' });
    const slip = givenSlip();
    const first = await send(slip);
    const again = await send({ ...slip, SYSTEM_INFO: { MSG_TYPE: '10', SEQ_ID: 'retry-2' } });
    expect(again.answer.SYSTEM_INFO).toEqual({ ...first.answer.SYSTEM_INFO, SEQ_REFID: 'retry-2' });
    expect(again.answer.NGAYCHUYEN).toBe(first.answer.NGAYCHUYEN);
    await waitUntil('the notices', () => api.calls.length === 1);
    expect((await readState()).deliveries).toHaveLength(1);
  });

  it('given the same number and version with another content, then ERROR_CODE 11', async () => {
    await behave({ mode: 'silent' });
    await send(givenSlip());
    const other = givenSlip({ price: 1 });
    expect((await send(other)).answer.ERROR_CODE).toBe('11');
  });

  it('given version 2 was taken, when version 1 comes late for the first time, then ERROR_CODE 11', async () => {
    await behave({ mode: 'silent' });
    await send(givenSlip({ version: 2 }));
    expect((await send(givenSlip({ version: 1 }))).answer.ERROR_CODE).toBe('11');
  });

  it.each([
    ['no JSON', 'abc'],
    ['no party', JSON.stringify({ ...givenSlip(), TT_NSD: [] })],
  ])('given %s, then ERROR_CODE 02 and nothing is kept', async (_what, body) => {
    const { status, answer } = await post(body, sign(body));
    expect([status, answer.ERROR_CODE]).toEqual([200, '02']);
    expect((await readState()).slips).toEqual([]);
  });

  it('given a slip without any price, then it is sent back for missing data', async () => {
    await behave({ mode: 'normal' });
    const { TT_CHUYENNHUONG: _none, ...slip } = givenSlip();
    await send(slip);
    await waitUntil('the return', () => api.calls.length === 1);
    expect(messages()[0]).toMatchObject({ type: 'slipReturned', reasonCode: 'MISSING_PRICE', fault: 'MISSING_DATA' });
  });
});

describe('forged, changed, old and repeated calls', () => {
  const body = JSON.stringify(givenSlip());

  it.each<[string, string, () => Record<string, string>]>([
    ['no signature', 'SIGNATURE_MISSING', () => ({})],
    ['a foreign key', 'SIGNATURE_UNKNOWN_KEY', () => sign(body, { keyId: 'nobody' })],
    ['a guessed secret', 'SIGNATURE_INVALID', () => sign(body, { secret: 'guessed-secret' })],
    ['a body changed on the way', 'SIGNATURE_INVALID', () => sign(body.replace('850000000', '85000'))],
    ['a signature for another address', 'SIGNATURE_INVALID', () => sign(body, { path: '/control/behaviour' })],
    ['a clock six minutes behind', 'SIGNATURE_EXPIRED', () => sign(body, { now: new Date(Date.now() - 360_000) })],
    ['a clock six minutes ahead', 'SIGNATURE_EXPIRED', () => sign(body, { now: new Date(Date.now() + 360_000) })],
  ])('given %s, then 401 %s and nothing is kept', async (_what, code, headers) => {
    const { status, answer } = await post(body, headers());
    expect([status, answer.ERROR_CODE, answer.ERROR_DESC]).toEqual([401, '29', code]);
    const state = await readState();
    expect(state.slips).toEqual([]);
    expect(state.refusals).toEqual({ '29': 1 });
  });

  it('given a clock four minutes behind, then it is taken', async () => {
    const { answer } = await post(body, sign(body, { now: new Date(Date.now() - 240_000) }));
    expect(answer.ERROR_CODE).toBe('0');
  });

  it('given a recorded call played again, then 401 SIGNATURE_REPLAYED', async () => {
    const headers = sign(body);
    expect((await post(body, headers)).status).toBe(200);
    const replay = await post(body, headers);
    expect([replay.status, replay.answer.ERROR_DESC]).toEqual([401, 'SIGNATURE_REPLAYED']);
  });
});

describe('faults on demand', () => {
  it('given silent, then the slip is taken and no word comes; by hand tax can still answer and be paid in parts', async () => {
    await behave({ mode: 'silent' });
    const slip = givenSlip();
    expect((await send(slip)).answer.ERROR_CODE).toBe('0');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(api.calls).toEqual([]);
    expect((await byHand(slip, 'pay')).answer.code).toBe('NOTHING_TO_PAY');
    const { status, answer } = await byHand(slip, 'notices');
    expect([status, answer.messageIds.length]).toEqual([202, 1]);
    await waitUntil('the notices', () => api.calls.length === 1);
    const notices = messages()[0]!;
    const noticeNumber = notices.type === 'taxNotices' ? notices.notices[0]!.number : '';
    await byHand(slip, 'pay', { noticeNumber, amount: 1_000_000 });
    await byHand(slip, 'pay', { noticeNumber });
    await byHand(slip, 'pay', { kind: 'DEBT_RECORDED' });
    await waitUntil('the receipts', () => api.calls.length === 4);
    expect(messages().slice(1)).toMatchObject([
      { sequence: 2, noticeNumber, amount: 1_000_000, kind: 'PAID' },
      { sequence: 3, noticeNumber, amount: 3_250_000, kind: 'PAID' },
      { sequence: 4, amount: 17_000_000, kind: 'DEBT_RECORDED' },
    ]);
    expect((await byHand(slip, 'pay')).answer.code).toBe('NOTHING_TO_PAY');
  });

  it('given manual, then a waiver and an empty list of notices can be sent', async () => {
    await behave({ mode: 'manual' });
    const slip = givenSlip();
    await send(slip);
    await byHand(slip, 'notices');
    await byHand(slip, 'pay', { kind: 'EXEMPTED' });
    await byHand(slip, 'notices', { notices: [] });
    await waitUntil('four messages', () => api.calls.length === 4);
    expect(messages().map((message) => message.type)).toEqual([
      'taxNotices',
      'paymentReceipt',
      'paymentReceipt',
      'taxNotices',
    ]);
    expect(messages()[1]).toMatchObject({ kind: 'EXEMPTED', amount: 0 });
    expect(messages()[3]).toMatchObject({ notices: [] });
  });

  it('given a slip nobody sent, then 404; given a senseless notice, then 400', async () => {
    expect((await byHand(givenSlip(), 'notices')).answer.code).toBe('SLIP_UNKNOWN');
    await behave({ mode: 'manual' });
    await send(givenSlip());
    const notices = [{ number: '1', date: '2026-11-22', item: 'LAND_RENT', subItem: '3601', amount: 5, exempt: true }];
    expect((await byHand(givenSlip(), 'notices', { notices })).status).toBe(400);
    expect(api.calls).toEqual([]);
  });

  it('given down, then 503 and no call; when it is up again, what was pending goes out', async () => {
    await behave({ mode: 'normal', delayMs: 700 });
    await send(givenSlip());
    await behave({ mode: 'down' });
    expect((await send(givenSlip({ soPhieu: '126/PCTT' }))).status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(api.calls).toEqual([]);
    await behave({ mode: 'normal' });
    await waitUntil('the notices', () => api.calls.length === 1);
    expect((await readState()).slips.map((slip) => slip.soPhieu)).toEqual(['125/PCTT-CNĐX']);
  });

  it('given slow, then the answer to the slip takes its time, and a sender that gave up finds the slip taken', async () => {
    await behave({ mode: 'slow', delayMs: 400 });
    const body = JSON.stringify(givenSlip());
    const impatient = fetch(`${tax.url}/tax/slips`, {
      method: 'POST',
      headers: sign(body),
      body,
      signal: AbortSignal.timeout(100),
    });
    await expect(impatient).rejects.toThrow();
    const begun = Date.now();
    expect((await send(givenSlip())).answer.ERROR_CODE).toBe('0');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(390);
    await waitUntil('the notices', () => api.calls.length === 1);
    expect((await readState()).deliveries).toHaveLength(1);
  });

  it('given twice, then each message comes twice with one messageId and two nonces', async () => {
    await behave({ mode: 'twice', autoPay: true });
    await send(givenSlip());
    await waitUntil('six calls', () => api.calls.length === 6);
    const counts = new Map<string, number>();
    for (const { messageId } of messages()) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    expect([...counts.values()]).toEqual([2, 2, 2]);
    expect(new Set(api.calls.map((call) => call.nonce)).size).toBe(6);
    expect((await readState()).slips[0]!.messages.map((message) => message.sequence)).toEqual([1, 2, 3]);
  });

  it('given outOfOrder, then the receipts come before the notices they pay', async () => {
    await behave({ mode: 'outOfOrder' });
    await send(givenSlip());
    await waitUntil('three messages', () => api.calls.length === 3);
    expect(messages().map((message) => [message.type, message.sequence])).toEqual([
      ['paymentReceipt', 3],
      ['paymentReceipt', 2],
      ['taxNotices', 1],
    ]);
  });

  it('given returnSlip, then version 1 comes back with a reason and version 2 gets its notices', async () => {
    await behave({ mode: 'returnSlip' });
    await send(givenSlip());
    await waitUntil('the return', () => api.calls.length === 1);
    await send(givenSlip({ version: 2, seqId: 'second' }));
    await waitUntil('the notices', () => api.calls.length === 2);
    expect(messages()).toMatchObject([
      { type: 'slipReturned', version: 1, sequence: 1, fault: 'OFFICE_ERROR', reasonCode: 'WRONG_LAND_POSITION' },
      { type: 'taxNotices', version: 2, sequence: 2 },
    ]);
  });

  it('given a return by hand, then reason and fields are as told', async () => {
    await behave({ mode: 'manual' });
    const slip = givenSlip();
    await send(slip);
    const reason = {
      reasonCode: 'NO_DECLARATION',
      reasonText: 'Thiếu tờ khai.',
      fault: 'MISSING_DATA',
      fields: ['TT_NSD'],
    };
    await byHand(slip, 'return', reason);
    await waitUntil('the return', () => api.calls.length === 1);
    expect(messages()[0]).toMatchObject(reason);
  });

  it('given exempt, then all notices are of amount 0 and nobody pays', async () => {
    await behave({ mode: 'exempt', autoPay: true });
    await send(givenSlip());
    await waitUntil('the notices', async () =>
      (await readState()).deliveries.every((one) => one.status === 'delivered'),
    );
    expect(messages()).toHaveLength(1);
    expect(messages()[0]).toMatchObject({
      notices: [
        { amount: 0, exempt: true },
        { amount: 0, exempt: true },
      ],
    });
  });

  it('given an exception for one dossier, then only its slip is treated so', async () => {
    await behave({ mode: 'silent', perSlip: { 'HS-2': { mode: 'normal' }, '127/PCTT': { mode: 'down' } } });
    await send(givenSlip({ soPhieu: '125/PCTT', maHs: 'HS-1' }));
    await send(givenSlip({ soPhieu: '126/PCTT', maHs: 'HS-2' }));
    expect((await send(givenSlip({ soPhieu: '127/PCTT', maHs: 'HS-3' }))).status).toBe(503);
    await waitUntil('the notices', () => api.calls.length === 1);
    expect(messages()[0]!.SO_PHIEU).toBe('126/PCTT');
  });

  it('given an unknown mode, then 400 and the behaviour stays', async () => {
    const { status, answer } = await callJson(`${tax.url}/control/behaviour`, { mode: 'lazy' });
    expect([status, answer.code]).toEqual([400, 'BODY_INVALID']);
  });

  it('given a delivered message, when asked for again, then it comes again with the same messageId and a new nonce', async () => {
    await behave({ mode: 'normal' });
    await send(givenSlip());
    await waitUntil('the notices', () => api.calls.length === 1);
    const { messageId } = messages()[0]!;
    await callJson(`${tax.url}/control/deliveries/${messageId}/again`, {});
    await waitUntil('the repetition', () => api.calls.length === 2);
    expect(api.calls[1]!.body).toEqual(api.calls[0]!.body);
    expect(api.calls[1]!.nonce).not.toBe(api.calls[0]!.nonce);
  });
});

describe('deliveries to an api with troubles', () => {
  it('given 500, a broken connection and 429, then the same message is signed anew until 200, and the next waits', async () => {
    await behave({ mode: 'normal', autoPay: true, payDelayMs: 0 });
    api.nextStatuses.push(500, 0, 429);
    await send(givenSlip());
    await waitUntil('six calls', () => api.calls.length === 6);
    expect(api.calls.map((call) => call.status)).toEqual([500, 0, 429, 200, 200, 200]);
    expect(
      new Set(
        messages()
          .slice(0, 4)
          .map((one) => one.messageId),
      ).size,
    ).toBe(1);
    expect(new Set(api.calls.map((call) => call.nonce)).size).toBe(6);
    await waitUntil('all delivered', async () =>
      (await readState()).deliveries.every((one) => one.status === 'delivered'),
    );
  });

  it('given 422, then the message is over and shown as refused with the answer', async () => {
    await behave({ mode: 'normal' });
    api.nextStatuses.push(422);
    await send(givenSlip());
    await waitUntil('the refusal', async () => (await readState()).deliveries[0]?.status === 'refused');
    expect((await readState()).deliveries[0]).toMatchObject({ httpStatus: 422, answer: '{"status":422}', attempts: 1 });
  });

  it('given the api is not there, when it comes up, then the message arrives', async () => {
    await behave({ mode: 'normal', delayMs: 0 });
    const port = api.port;
    await api.close();
    await send(givenSlip());
    await waitUntil('some attempts', async () => ((await readState()).deliveries[0]?.attempts ?? 0) >= 3);
    api = await startReceivingApi({ tax: SECRET }, port);
    await waitUntil('the notices', () => api.calls.length === 1);
  });

  it('given a restart with a message pending, then it is sent once, and nothing delivered is sent again', async () => {
    await behave({ mode: 'normal', delayMs: 0 });
    await send(givenSlip());
    await waitUntil('delivered', async () => (await readState()).deliveries[0]?.status === 'delivered');
    await behave({ mode: 'manual', perSlip: { '126/PCTT': { mode: 'normal', delayMs: 1000, autoPay: true } } });
    const second = givenSlip({ soPhieu: '126/PCTT' });
    const before = (await send(second)).answer;
    await tax.close();
    expect(api.calls).toHaveLength(1);
    tax = await startTax();
    expect((await send(second)).answer.SYSTEM_INFO.SEQ_ID).toBe(before.SYSTEM_INFO.SEQ_ID);
    await waitUntil('all', async () => (await readState()).deliveries.every((one) => one.status === 'delivered'));
    expect(messages().map((one) => [one.SO_PHIEU, one.sequence])).toEqual([
      ['125/PCTT-CNĐX', 1],
      ['126/PCTT', 1],
      ['126/PCTT', 2],
      ['126/PCTT', 3],
    ]);
    expect(await byHand(second, 'pay')).toMatchObject({ status: 409, answer: { code: 'NOTHING_TO_PAY' } });
  });
});
