import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, HEAD, loadTransfer, SECOND_OFFICER, type Regime } from '../../support/dossier-spec';

// Every way through P2.TRANSFER, in both regimes: which steps open, what the dossier is called, what the clock does.

describe.each<Regime>(['2013', '2025'])('P2.TRANSFER under the regime of %s', (regime) => {
  let procedure: ProcedureContent;
  beforeAll(async () => {
    procedure = await loadTransfer(regime);
  });
  const dossier = () => new DossierSpec(procedure);

  test('opens the appraisal for the officers of the handling unit', () => {
    const given = dossier().submit();
    expect(given.state.status).toBe('APPRAISAL');
    expect(Object.values(given.state.tasks)).toEqual([
      expect.objectContaining({ element: 'appraise', role: 'officer', unit: 'branch' }),
    ]);
    expect(given.dueAt).toBe(regime === '2013' ? '2023-03-20 17:00' : '2023-03-16 17:00');
  });

  test('taxed: appraisal, slip, tax, payment, print, check, sign, register, hand-over', () => {
    const given = dossier();
    const seen: [string, string, string[], string[]][] = [];
    const look = () => {
      const { state, openTasks, pauses, active } = given;
      const waits = active.filter((element) => !openTasks.includes(element) && element !== 'handleDossier');
      seen.push([state.status, openTasks.join(), waits, pauses]);
    };
    given.submit();
    look();
    given.complete('appraise', { eligible: true, taxExempt: false });
    look();
    given.complete('prepareTaxSlip');
    look();
    given.sent();
    look();
    given.notices(1, { 'TB-1': true, 'TB-2': true, 'TB-3': true });
    look();
    given.pay('TB-1').pay('TB-2', 'QĐ-7', 'EXEMPTED');
    look();
    given.pay('TB-3', 'GN-9', 'DEBT_RECORDED');
    look();
    given.complete('printCertificate');
    look();
    given.check();
    look();
    given.complete('signCertificate', { signed: true }, HEAD);
    look();
    given.complete('registerResult');
    look();
    given.complete('returnResult', {}, CLERK);
    look();
    expect(seen).toEqual([
      ['APPRAISAL', 'appraise', [], []],
      ['TAX_TRANSFER', 'prepareTaxSlip', [], []],
      ['TAX_TRANSFER', '', ['sendTaxSlip'], []],
      ['PENDING_TAX', '', ['awaitTax'], ['TAX']],
      ['PENDING_TAX_PAYMENT', '', ['awaitPayment'], ['PAYMENT']],
      ['PENDING_TAX_PAYMENT', '', ['awaitPayment'], ['PAYMENT']],
      ['PENDING_PRINT', 'printCertificate', [], []],
      ['PENDING_CHECK', 'checkCertificate', [], []],
      ['PENDING_SIGN', 'signCertificate', [], []],
      ['PENDING_HANDOVER', 'registerResult', [], []],
      ['HANDOVER', 'returnResult', [], []],
      ['RETURNED', '', [], []],
    ]);
    expect(given.state.deadline?.outcome).toBe('early');
  });

  test('exempt: straight from the appraisal to printing, no slip, no pause', () => {
    const given = dossier().toPrinting();
    expect([given.state.status, given.state.tax.slipVersion]).toEqual(['PENDING_PRINT', 0]);
    given.finish();
    expect(given.state.status).toBe('RETURNED');
    expect(given.state.deadline?.entries).toEqual([]);
  });

  test('the hand-over is the receiving unit’s, the signature the head’s', () => {
    const given = dossier().toSigning();
    expect(Object.values(given.state.tasks)).toMatchObject([{ role: 'unitHead', unit: 'branch' }]);
    given.complete('signCertificate', { signed: true }, HEAD).complete('registerResult');
    expect(Object.values(given.state.tasks)).toMatchObject([{ role: 'oneStopClerk', unit: 'one-stop' }]);
  });

  test('the signature is the signing unit’s where the procedure names another', () => {
    const given = new DossierSpec(procedure, { identity: { signingUnit: 'office' } }).toSigning();
    expect(Object.values(given.state.tasks)).toMatchObject([{ element: 'signCertificate', unit: 'office' }]);
    given.complete('signCertificate', { signed: true }, HEAD);
    expect(Object.values(given.state.tasks)).toMatchObject([{ element: 'registerResult', unit: 'branch' }]);
  });

  test('not eligible: rejected at once', () => {
    const given = dossier().submit().complete('appraise', { eligible: false });
    expect([given.state.status, given.openTasks]).toEqual(['REJECTED', []]);
    expect(given.lastEntries).toEqual(['TaskCompleted', 'ClockStopped', 'StatusChanged', 'DossierClosed']);
  });

  test('a failed check goes back to printing, a denied signature to the check', () => {
    const given = dossier().toChecking().complete('checkCertificate', { checkPassed: false }, SECOND_OFFICER);
    expect(given.openTasks).toEqual(['printCertificate']);
    given.complete('printCertificate').check().complete('signCertificate', { signed: false }, HEAD);
    expect([given.state.status, given.openTasks]).toEqual(['PENDING_CHECK', ['checkCertificate']]);
    given.check().complete('signCertificate', { signed: true }, HEAD);
    expect(given.openTasks).toEqual(['registerResult']);
  });

  test('a restriction found before signing goes back to the appraisal, and from there anywhere', () => {
    const given = dossier();
    given.restricted = [false, true, false];
    given.toChecking().check();
    expect([given.state.status, given.openTasks]).toEqual(['APPRAISAL', ['appraise']]);
    given.complete('appraise', { eligible: true, taxExempt: true }).finish();
    expect(given.state.status).toBe('RETURNED');
  });
});
