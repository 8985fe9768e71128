import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { DossierSpec, loadTransfer, OFFICER, procedureOf } from '../../support/dossier-spec';
import { messageDefinition, process } from '../../support/graph-builder';

// Tax answers later, twice, out of order, or about a slip that is no longer the present one (domain-facts §2.2–2.3).

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = () => new DossierSpec(procedure);
const IGNORED = expect.objectContaining({ type: 'MessageIgnored' }) as unknown;

describe('notices', () => {
  test('none at all: nothing is to be paid, and nobody is asked to pay', () => {
    const given = dossier().toTax().notices(1, {});
    expect([given.state.status, given.openTasks, given.pauses]).toEqual(['PENDING_PRINT', ['printCertificate'], []]);
    expect(given.sentOut('mail')).toEqual([]);
  });

  test('all zero or exempt: the same', () => {
    const given = dossier().toTax().notices(1, { 'TB-1': false, 'TB-2': false });
    expect([given.state.status, given.pauses]).toEqual(['PENDING_PRINT', []]);
    expect(given.sentOut('mail')).toEqual([]);
  });

  test.each([
    [['PAID', 'PAID', 'PAID']],
    [['PAID', 'DEBT_RECORDED', 'EXEMPTED']],
    [['DEBT_RECORDED', 'DEBT_RECORDED', 'DEBT_RECORDED']],
    [['EXEMPTED', 'PAID', 'DEBT_RECORDED']],
  ] as const)('go on only when all are settled: %s', (kinds) => {
    const given = dossier().toTax().notices(1, { A: true, B: true, C: true });
    expect(given.sentOut('mail')).toEqual(['paymentNotice']);
    const statuses = kinds.map((kind, index) => given.pay('ABC'[index] ?? '', `BL-${index}`, kind).state.status);
    expect(statuses).toEqual(['PENDING_TAX_PAYMENT', 'PENDING_TAX_PAYMENT', 'PENDING_PRINT']);
    expect(given.state.tax.notices.map(({ settled }) => settled?.kind)).toEqual(kinds);
  });

  test('one that is payable among zero ones is all that is waited for', () => {
    const given = dossier().toTax().notices(1, { zero: false, due: true });
    expect(given.state.status).toBe('PENDING_TAX_PAYMENT');
    expect(given.pay('due').state.status).toBe('PENDING_PRINT');
  });

  test('a number given twice is one notice, payable if either is', () => {
    const given = dossier().toTax();
    const notices = [false, true, false].map((payable) => ({ number: 'TB-1', payable }));
    given.act('receiveTaxNotices', { slipVersion: 1, notices });
    expect(given.state.tax.notices).toEqual([{ number: 'TB-1', payable: true }]);
    expect(given.pay('TB-1').state.status).toBe('PENDING_PRINT');
  });

  test.each([
    ['with notices', { 'TB-1': true }],
    ['with none', {}],
  ])('a second answer to the same slip, the first one %s, is recorded and has no effect', (_name, first) => {
    const given = dossier().toTax().notices(1, first);
    const { status, tax } = given.state;
    given.notices(1, { 'TB-9': true });
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    expect(given.state).toMatchObject({ status, tax, pendingMessages: [] });
  });

  test('that come while the slip is still being sent are taken when it is sent', () => {
    const given = dossier().toSending().notices(1, { 'TB-1': true });
    expect([given.state.status, given.active.at(-1)]).toEqual(['TAX_TRANSFER', 'sendTaxSlip']);
    expect(given.state.pendingMessages).toEqual([{ name: 'tax-determined', variables: { payable: true } }]);
    given.sent();
    expect([given.state.status, given.pauses]).toEqual(['PENDING_TAX_PAYMENT', ['PAYMENT']]);
    expect(given.state.pendingMessages).toEqual([]);
  });

  test('and receipts that come while the slip is still being sent lead straight to printing', () => {
    const given = dossier().toSending().notices(1, { 'TB-1': true }).pay('TB-1');
    expect(given.state.pendingMessages.map(({ name }) => name)).toEqual(['tax-determined', 'obligations-settled']);
    given.sent();
    expect([given.state.status, given.pauses, given.state.pendingMessages]).toEqual(['PENDING_PRINT', [], []]);
  });
});

test('a message that waited for the procedure is taken once', () => {
  const graph = process('P')
    .start()
    .service('sendTaxSlip', { type: 'send-tax-slip' })
    .receive('awaitTax', messageDefinition('tax-determined'))
    .receive('awaitPayment', messageDefinition('obligations-settled'))
    .receive('awaitPaymentAgain', messageDefinition('obligations-settled'))
    .end()
    .chain('start', 'sendTaxSlip', 'awaitTax', 'awaitPayment', 'awaitPaymentAgain', 'end')
    .build();
  const given = new DossierSpec(procedureOf(graph, procedure)).submit().notices(1, { 'TB-1': true }).pay('TB-1').sent();
  expect([given.active, given.state.pendingMessages]).toEqual([['awaitPaymentAgain'], []]);
});

describe('receipts', () => {
  test('before their notices are kept, and count when the notices come', () => {
    const given = dossier().toTax().pay('TB-1').pay('TB-2', 'GN-1', 'DEBT_RECORDED');
    expect([given.state.status, given.pauses]).toEqual(['PENDING_TAX', ['TAX']]);
    given.notices(1, { 'TB-1': true, 'TB-2': true });
    expect([given.state.status, given.pauses, given.state.pendingMessages]).toEqual(['PENDING_PRINT', [], []]);
    expect(given.sentOut('mail')).toEqual([]);
    expect(given.state.tax.earlyReceipts).toEqual([]);
  });

  test('before their notices, for some of them: the rest is waited for', () => {
    const given = dossier().toTax().pay('TB-1').notices(1, { 'TB-1': true, 'TB-2': true });
    expect(given.state.status).toBe('PENDING_TAX_PAYMENT');
    expect(given.pay('TB-2').state.status).toBe('PENDING_PRINT');
  });

  test('before the notices, for a notice that never comes, are recorded as ignored', () => {
    const given = dossier().toTax().pay('TB-7').notices(1, { 'TB-1': true });
    expect(given.lastCommit.entries).toContainEqual({
      type: 'MessageIgnored',
      what: 'receipt BL-TB-7',
      why: 'unknown notice',
    });
    expect(given.state.status).toBe('PENDING_TAX_PAYMENT');
  });

  test('for a settled notice are recorded and change nothing', () => {
    const given = dossier().toPayment().pay('TB-1', 'first').pay('TB-1', 'second', 'EXEMPTED');
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    expect(given.state.tax.notices[0]?.settled).toEqual({ kind: 'PAID', receipt: 'first' });
    expect(given.state.status).toBe('PENDING_TAX_PAYMENT');
  });

  test('for a zero notice, after all is settled, never settle the next slip', () => {
    const given = dossier();
    given.restricted = [false, true, false];
    given.toTax().notices(1, { due: true, zero: false }).pay('due').pay('zero', 'QĐ-1', 'EXEMPTED');
    expect(given.state.pendingMessages).toEqual([]);
    given.complete('printCertificate').check().complete('appraise', { eligible: true, taxExempt: false });
    given.complete('prepareTaxSlip').sent(2).notices(2, { 'TB-3': true });
    expect(given.state.status).toBe('PENDING_TAX_PAYMENT');
  });

  test.each<[string, () => DossierSpec, string]>([
    ['before any slip', () => dossier().submit(), 'NO_TAX_SLIP'],
    ['of an unknown notice', () => dossier().toPayment(), 'TAX_NOTICE_UNKNOWN'],
    ['when nothing is due', () => dossier().toTax().notices(1, {}), 'TAX_NOTICE_UNKNOWN'],
  ])('%s are refused', (_name, given, code) => {
    expect(given().refusal('recordPayment', { notice: 'TB-9', receipt: 'BL', kind: 'PAID' })).toMatchObject({ code });
  });
});

describe('the slip', () => {
  test('returned: back to the officer, then version 2 with notices of its own', () => {
    const given = dossier().toTax().slipReturned(1);
    expect([given.state.status, given.openTasks, given.pauses]).toEqual(['TAX_TRANSFER', ['prepareTaxSlip'], []]);
    expect(given.state.engine.variables.returnReasonCode).toBe('MISSING_PRICE');
    given.complete('prepareTaxSlip').sent(2);
    expect(given.state.tax).toEqual({ slipVersion: 2, notices: [], earlyReceipts: [] });
    given.notices(2, { 'TB-1': true }).pay('TB-1').finish();
    expect(given.state.status).toBe('RETURNED');
  });

  test('old notices after version 2 went out are recorded and have no effect', () => {
    const given = dossier().toTax().slipReturned(1).complete('prepareTaxSlip').sent(2).notices(1, { old: true });
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    expect([given.state.status, given.state.tax.notices]).toEqual(['PENDING_TAX', []]);
    given.slipReturned(1);
    expect([given.lastCommit.entries, given.state.status]).toEqual([[IGNORED], 'PENDING_TAX']);
  });

  test('returned twice is returned once: version 2 waits for its own answer', () => {
    const given = dossier().toTax().slipReturned(1).slipReturned(1);
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    given.complete('prepareTaxSlip').sent(2);
    expect([given.state.status, given.state.pendingMessages]).toEqual(['PENDING_TAX', []]);
  });

  test('returned, and then notices for it after all: they do not answer version 2', () => {
    const given = dossier().toTax().slipReturned(1).notices(1, { 'TB-1': false });
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    given.complete('prepareTaxSlip').sent(2);
    expect(given.state.status).toBe('PENDING_TAX');
  });

  test('returned after its notices: recorded, and version 2 is not returned for it', () => {
    const given = dossier();
    given.restricted = [false, true];
    given.toTax().notices(1, {}).slipReturned(1);
    expect(given.lastCommit.entries).toEqual([IGNORED]);
    given.complete('printCertificate').check().complete('appraise', { eligible: true, taxExempt: false });
    given.complete('prepareTaxSlip').sent(2);
    expect(given.state.status).toBe('PENDING_TAX');
  });

  test('returned while it is still being sent', () => {
    const given = dossier().toSending().slipReturned(1);
    expect(given.state.pendingMessages.map(({ name }) => name)).toEqual(['tax-slip-returned']);
    expect([given.sent().openTasks, given.state.pendingMessages]).toEqual([['prepareTaxSlip'], []]);
  });

  test('refused at the door and sent again by an officer is a new version; what was said about the old one is gone', () => {
    const given = dossier().toSending().notices(1, { 'TB-1': false });
    given.fail('sendTaxSlip').act('retryElement', { instance: given.idOf('sendTaxSlip') }, OFFICER);
    expect(given.state).toMatchObject({ tax: { slipVersion: 2 }, pendingMessages: [] });
    expect(given.sent(2).state.status).toBe('PENDING_TAX');
  });

  test.each([0, 2, 7])('in a version that was never sent (%i): refused', (slipVersion) => {
    const given = dossier().toTax();
    expect(given.refusal('receiveTaxNotices', { slipVersion, notices: [] }).code).toBe('TAX_SLIP_UNKNOWN');
    expect(given.refusal('receiveSlipReturn', { slipVersion, reasonCode: 'X' }).code).toBe('TAX_SLIP_UNKNOWN');
  });

  test('before any was sent: refused', () => {
    const given = dossier().submit();
    expect(given.refusal('receiveTaxNotices', { slipVersion: 1, notices: [] }).code).toBe('TAX_SLIP_UNKNOWN');
    expect(given.refusal('receiveSlipReturn', { slipVersion: 1, reasonCode: 'X' }).code).toBe('TAX_SLIP_UNKNOWN');
  });
});

describe('reminders of payment', () => {
  test('every ten days, three times, while the dossier waits; none after the payment', () => {
    const given = dossier().toPayment();
    const reminders = () => given.active.filter((element) => element === 'remindPayment').length;
    expect(given.wake().lastEntries).toEqual([]);
    given.at('2023-03-16 09:00').wake();
    expect([reminders(), given.state.status, given.pauses]).toEqual([1, 'PENDING_TAX_PAYMENT', ['PAYMENT']]);
    given.answer('remindPayment').at('2023-04-20 09:00').wake();
    expect(reminders()).toBe(2);
    given.pay('TB-1').pay('TB-2').answer('remindPayment').answer('remindPayment');
    expect([given.state.status, Object.keys(given.state.engine.timers)]).toEqual(['PENDING_PRINT', []]);
  });
});
