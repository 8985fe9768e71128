import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { SettlementKind, TaxNoticeState } from './dossier-state';
import type { DossierStep } from './dossier-step';

type TaxCommand<T extends DossierCommand['type']> = Extract<DossierCommand, { type: T }>;

/**
 * The tax authority answered one slip with all its notices, 0..n (domain-facts §2.2). What belongs to an older version
 * of the slip is recorded and has no effect; a version that was never sent is refused.
 */
export function receiveTaxNotices(step: DossierStep, command: TaxCommand<'receiveTaxNotices'>): void {
  if (!awaitsAnswer(step, command.slipVersion, 'tax notices')) return;
  const { tax } = step.state;
  tax.answer = 'notices';
  tax.notices = mergeNotices(command.notices);
  step.record({
    type: 'TaxNoticesReceived',
    version: command.slipVersion,
    numbers: tax.notices.map(({ number }) => number),
  });
  step.sendMessage('tax-determined', { payable: tax.notices.some(({ payable }) => payable) });
  const early = tax.earlyReceipts;
  tax.earlyReceipts = [];
  for (const receipt of early) settleNotice(step, receipt.notice, receipt.kind, receipt.receipt);
}

/** The tax authority sent the slip back: the office mends it and sends the next version (the clock runs: the office's own fault). */
export function receiveSlipReturn(step: DossierStep, command: TaxCommand<'receiveSlipReturn'>): void {
  if (!awaitsAnswer(step, command.slipVersion, 'return of the slip')) return;
  step.state.tax.answer = 'returned';
  step.record({ type: 'TaxSlipReturned', version: command.slipVersion, reasonCode: command.reasonCode });
  step.sendMessage('tax-slip-returned', { returnReasonCode: command.reasonCode });
}

/** A receipt, a recorded debt or an exemption for one notice; it may come before its notice. */
export function recordPayment(step: DossierStep, command: TaxCommand<'recordPayment'>): void {
  const { tax } = step.state;
  const { notice, kind, receipt } = command;
  if (tax.slipVersion === 0) throw new Refusal('NO_TAX_SLIP', 'No tax slip has been sent for this dossier.');
  if (tax.answer === 'notices' && !tax.notices.some(({ number }) => number === notice)) {
    throw new Refusal('TAX_NOTICE_UNKNOWN', `There is no tax notice ${notice} on this dossier.`, {
      notices: tax.notices.map(({ number }) => number),
    });
  }
  if (tax.answer === 'notices') settleNotice(step, notice, kind, receipt);
  else tax.earlyReceipts.push({ notice, kind, receipt });
}

/** A number given twice is one notice: it must not wait for two receipts. */
function mergeNotices(notices: TaxCommand<'receiveTaxNotices'>['notices']): TaxNoticeState[] {
  const payable = new Map<string, boolean>();
  for (const notice of notices) payable.set(notice.number, notice.payable || payable.get(notice.number) === true);
  return [...payable].map(([number, mustPay]) => ({ number, payable: mustPay }));
}

function settleNotice(step: DossierStep, number: string, kind: SettlementKind, receipt: string): void {
  const { tax } = step.state;
  const notice = tax.notices.find((candidate) => candidate.number === number);
  if (!notice || notice.settled) {
    step.record({
      type: 'MessageIgnored',
      what: `receipt ${receipt}`,
      why: notice ? 'already settled' : 'unknown notice',
    });
    return;
  }
  notice.settled = { kind, receipt };
  step.record({ type: 'ObligationSettled', notice: number, kind, receipt });
  // Said once, by the receipt that settles the last payable notice: said again, it would settle the next slip unpaid.
  if (!notice.payable || tax.notices.some((other) => other.payable && !other.settled)) return;
  step.sendMessage('obligations-settled', {});
}

/** Whether the answer concerns the present version of the slip and is its first; if not, it is recorded and has no effect. */
function awaitsAnswer(step: DossierStep, version: number, what: string): boolean {
  if (!concernsCurrentSlip(step, version, what)) return false;
  const { answer } = step.state.tax;
  if (answer === undefined) return true;
  const why = answer === 'notices' ? 'this slip has its notices already' : 'this slip was returned already';
  step.record({ type: 'MessageIgnored', what, why });
  return false;
}

function concernsCurrentSlip(step: DossierStep, version: number, what: string): boolean {
  const current = step.state.tax.slipVersion;
  if (version < 1 || version > current) {
    throw new Refusal('TAX_SLIP_UNKNOWN', `Version ${version} of the slip was never sent.`, { current });
  }
  if (version < current)
    step.record({ type: 'MessageIgnored', what, why: `slip ${version} was replaced by ${current}` });
  return version === current;
}
