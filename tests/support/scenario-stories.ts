import type { DossierLab } from './dossier-lab';

/** Each way a dossier may go, lived through on the real server: recorded for the replay tests. */
export const stories: Record<string, (lab: DossierLab) => Promise<string>> = {
  async 'straight-taxed'(lab) {
    const id = await lab.submitToTax();
    await lab.payTaxes(id);
    await lab.finish(id);
    return id;
  },
  async exempt(lab) {
    const id = await lab.submit();
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    await lab.finish(id);
    return id;
  },
  async 'slip-returned'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'receiveSlipReturn', { slipVersion: 1, reasonCode: 'MISSING_PRICE' });
    await lab.completeTask(id, 'prepareTaxSlip');
    await lab.answerJob(id, 'sendTaxSlip', { slipNumber: 'S-1', slipVersion: 2 });
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 2, notices: [] });
    await lab.finish(id);
    return id;
  },
  async 'supplement-with-pause'(lab) {
    const id = await lab.submit();
    await lab.act(id, 'requestSupplement', { task: await lab.open(id, 'appraise') });
    await lab.act(id, 'receiveSupplement', {});
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    return id;
  },
  async 'refused-at-appraisal'(lab) {
    const id = await lab.submit();
    await lab.completeTask(id, 'appraise', { eligible: false });
    return id;
  },
  async 'withdrawn-while-waiting-for-tax'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'withdraw', {});
    return id;
  },
  async 'stopped-by-court'(lab) {
    const id = await lab.submit();
    await lab.act(id, 'stop', { cause: 'COURT' });
    return id;
  },
  async 'returned-to-earlier-step'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 1, notices: [] });
    await lab.act(id, 'returnToStep', { task: await lab.open(id, 'printCertificate'), to: 'appraise' });
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    return id;
  },
  async 'moved-deadline-and-failed-job'(lab) {
    const id = await lab.submit();
    const { deadline } = await lab.state(id);
    await lab.act(id, 'moveDeadline', { dueAt: (deadline?.dueAt ?? 0) + 7 * 86_400_000, apology: true }, lab.head);
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: false });
    await lab.completeTask(id, 'prepareTaxSlip');
    const job = await lab.open(id, 'sendTaxSlip');
    await lab.act(id, 'failJob', { job, message: 'refused by the tax authority' });
    await lab.act(id, 'retryElement', { instance: job });
    await lab.answerJob(id, 'sendTaxSlip', { slipNumber: 'S-1', slipVersion: 2 });
    return id;
  },
  async 'assigned-released-claimed'(lab) {
    const id = await lab.submit();
    const task = await lab.open(id, 'appraise');
    await lab.act(id, 'assignTask', { task, assignee: lab.secondOfficer }, lab.head);
    await lab.act(id, 'releaseTask', { task }, lab.secondOfficer);
    await lab.act(id, 'claimTask', { task });
    await lab.act(id, 'completeTask', { task, variables: { eligible: true, taxExempt: true } });
    return id;
  },
  async 'nothing-payable'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 1, notices: [{ number: 'TB-0', payable: false }] });
    await lab.finish(id);
    return id;
  },
  async 'not-signed'(lab) {
    const id = await exemptUntilSigning(lab);
    await lab.completeTask(id, 'signCertificate', { signed: false }, lab.head);
    await lab.completeTask(id, 'checkCertificate', { checkPassed: true }, lab.secondOfficer);
    await lab.completeTask(id, 'signCertificate', { signed: true }, lab.head);
    return id;
  },
  async 'returned-by-checker'(lab) {
    const id = await lab.submit();
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    await lab.completeTask(id, 'printCertificate');
    await lab.completeTask(id, 'checkCertificate', { checkPassed: false }, lab.secondOfficer);
    await lab.finish(id);
    return id;
  },
  async 'restricted-before-signing'(lab) {
    const id = await lab.submitToTax();
    await lab.payTaxes(id);
    await lab.completeTask(id, 'printCertificate');
    await lab.restrict(true);
    await lab.completeTask(id, 'checkCertificate', { checkPassed: true }, lab.secondOfficer);
    await lab.restrict(false);
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    await lab.finish(id);
    return id;
  },
  async 'restricted-then-refused'(lab) {
    const id = await lab.submit();
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    await lab.completeTask(id, 'printCertificate');
    await lab.restrict(true);
    await lab.completeTask(id, 'checkCertificate', { checkPassed: true }, lab.secondOfficer);
    await lab.restrict(false);
    await lab.completeTask(id, 'appraise', { eligible: false });
    return id;
  },
  async 'refused-by-notice'(lab) {
    const id = await lab.submit();
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: false });
    await lab.act(id, 'refuse', {});
    return id;
  },
  async 'payment-reminder'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 1, notices: [{ number: 'TB-1', payable: true }] });
    await lab.pass(id, 11);
    await lab.answerJob(id, 'remindPayment');
    await lab.act(id, 'recordPayment', { notice: 'TB-1', receipt: 'BL-1', kind: 'PAID' });
    await lab.finish(id);
    return id;
  },
  async 'payment-never-made'(lab) {
    const id = await lab.submitToTax();
    await lab.act(id, 'receiveTaxNotices', { slipVersion: 1, notices: [{ number: 'TB-1', payable: true }] });
    await lab.pass(id, 11);
    await lab.answerJob(id, 'remindPayment');
    await lab.pass(id, 31);
    return id;
  },
  async 'tax-never-answers'(lab) {
    const id = await lab.submitToTax();
    await lab.pass(id, 60);
    await lab.act(id, 'wake', {}, 'system');
    return id;
  },
  async 'supplement-never-comes'(lab) {
    const id = await lab.submit();
    await lab.act(id, 'requestSupplement', { task: await lab.open(id, 'appraise') });
    await lab.pass(id, 60);
    return id;
  },
  async resumed(lab) {
    const id = await lab.submitToTax();
    await lab.resume(id);
    await lab.payTaxes(id);
    await lab.finish(id);
    return id;
  },
  async 'calendar-changed'(lab) {
    const id = await lab.submit();
    await lab.changeCalendar(id);
    await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
    return id;
  },
};

async function exemptUntilSigning(lab: DossierLab): Promise<string> {
  const id = await lab.submit();
  await lab.completeTask(id, 'appraise', { eligible: true, taxExempt: true });
  await lab.completeTask(id, 'printCertificate');
  await lab.completeTask(id, 'checkCertificate', { checkPassed: true }, lab.secondOfficer);
  return id;
}
