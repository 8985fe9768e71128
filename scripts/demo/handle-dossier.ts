import { localDateOf } from '../../domain/clock/instant';
import type { DossierPage } from './office';
import type { Stage } from './story';
import { waitFor } from './wait-for';

/** What the officer enters on the tax slip: the whole parcel is chargeable. */
export async function fillTaxSlip({ office }: Stage, dossierId: string, position = 1) {
  const { areaM2 } = (await office.page(dossierId)).form['parcel'] as { areaM2: number };
  return {
    pricePosition: { street: 'Quốc lộ 14', section: 'Từ ngã tư Đồng Xoài đến cầu số 2', position },
    chargeableAreaM2: areaM2,
    confirmed: true,
  };
}

/** The officer finds the conditions met, tax is asked. @returns number of the slip */
export async function appraiseAndAskTax(stage: Stage, dossierId: string, code: string): Promise<string> {
  const { office, simulators, checks } = stage;
  const appraised = await office.claimAndComplete(dossierId, 'appraise', 'officer', {
    eligible: true,
    taxExempt: false,
    note: 'Đủ điều kiện chuyển quyền.',
  });
  checks.check(
    'the next step is open as soon as the step before is answered',
    appraised.openTasks.some(({ element }) => element === 'prepareTaxSlip'),
    appraised.openTasks,
  );
  await office.claimAndComplete(dossierId, 'prepareTaxSlip', 'officer', await fillTaxSlip(stage, dossierId));
  const slip = await waitFor('the slip at the tax authority', () => simulators.findSlip(code));
  await office.waitUntil(dossierId, 'the status PENDING_TAX', ({ status }) => status === 'PENDING_TAX');
  checks.check('the slip is with the tax authority, the clock stands still for TAX', true);
  return slip.soPhieu;
}

/** Tax sends its notices, the citizen pays them. */
export async function payTaxes(stage: Stage, dossierId: string, code: string, soPhieu: string): Promise<void> {
  const { office, simulators, checks } = stage;
  await simulators.answerSlip(soPhieu, 'notices');
  const asked = await office.waitUntil(dossierId, 'the notices', ({ status }) => status === 'PENDING_TAX_PAYMENT');
  const open = asked.tax.notices.filter(({ settledKind }) => settledKind === null);
  checks.equal('notices to be paid', open.length, 2);
  checks.equal('public state while money is due', asked.publicState, 6);
  checks.equal('the clock stands still for', asked.pauseReasons, ['PAYMENT']);
  await expectMail(stage, code, 'Thông báo nộp nghĩa vụ tài chính');
  await simulators.answerSlip(soPhieu, 'pay');
  const paid = await office.waitUntil(dossierId, 'the payment', ({ status }) => status === 'PENDING_PRINT');
  checks.check(
    'both notices are paid, the clock runs again',
    paid.tax.notices.filter(({ settledKind }) => settledKind === 'PAID').length === 2 && paid.pauseReasons.length === 0,
    { notices: paid.tax.notices, pauses: paid.pauseReasons },
  );
}

/** From printing to the counter: print, check by other eyes, sign, register, hand over. @returns the closed dossier */
export async function issueCertificate(
  stage: Stage,
  dossierId: string,
  code: string,
  certificate: { readonly serial: string; readonly receiver: string },
): Promise<DossierPage> {
  const { office, checks } = stage;
  const today = dayOf(await office.page(dossierId));
  await office.claimAndComplete(dossierId, 'printCertificate', 'officer', {
    result: 'NEW_CERTIFICATE',
    serial: certificate.serial,
  });
  const own = await office.tryToComplete(dossierId, 'checkCertificate', 'officer', { checkPassed: true });
  checks.equal('who printed may not check', [own.status, own.body.code], [409, 'FOUR_EYES']);
  await office.claimAndComplete(dossierId, 'checkCertificate', 'checker', { checkPassed: true });
  await office.claimAndComplete(dossierId, 'signCertificate', 'head', { signed: true, signedOn: today });
  const decided = await office.claimAndComplete(dossierId, 'registerResult', 'officer', {
    registerNumber: `CS ${certificate.serial.slice(-5)}`,
    registeredOn: today,
    databaseUpdated: true,
  });
  checks.equal('status when the certificate is registered', decided.status, 'HANDOVER');
  await expectMail(stage, code, 'đã có kết quả');
  await office.claimAndComplete(dossierId, 'returnResult', 'clerk', {
    channel: 'COUNTER',
    handedOverOn: today,
    receiverName: certificate.receiver,
    receiverIdNumber: '070188001234',
    feesCollected: true,
    originalCertificateCollected: true,
  });
  const closed = await office.page(dossierId);
  checks.equal(
    'the result is handed over: status, public state',
    [closed.status, closed.publicState],
    ['RETURNED', 10],
  );
  return closed;
}

/** Waits for a paper of the dossier; a paper that does not come is a failed check. */
export async function expectPaper(stage: Stage, dossierId: string, kind: string, words: string): Promise<void> {
  const found = await stage.office
    .waitUntil(dossierId, words, ({ documents }) => documents.some((document) => document.kind === kind))
    .catch(() => undefined);
  stage.checks.check(`${words} is filed with the dossier`, found !== undefined);
}

/** Waits for a mail about the dossier; a mail that does not come is a failed check. */
export async function expectMail({ simulators, checks }: Stage, code: string, subject: string): Promise<void> {
  const mails = () => simulators.listMails(code);
  const found = await waitFor(subject, async () =>
    (await mails()).find((mail) => mail.subject.includes(subject)),
  ).catch(() => undefined);
  const known = found ? undefined : (await mails()).map((mail) => mail.subject);
  checks.check(`a mail "${subject}" has gone out`, found !== undefined, known);
}

/** The day it is for the dossier: a simulated one is ahead of us. */
function dayOf({ timeline }: DossierPage): string {
  return localDateOf(Math.max(Date.now(), Date.parse(timeline.at(-1)?.at ?? '')));
}
