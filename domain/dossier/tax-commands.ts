import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierStep } from './dossier-step';

type TaxCommand<T extends DossierCommand['type']> = Extract<DossierCommand, { type: T }>;

/**
 * The tax authority answered one slip with all its notices, 0..n (domain-facts §2.2). What belongs to an older version
 * of the slip is recorded and has no effect; a version that was never sent is refused.
 */
export function receiveTaxNotices(step: DossierStep, command: TaxCommand<'receiveTaxNotices'>): void {
  if (!concernsCurrentSlip(step, command.slipVersion, 'tax notices')) return;
  const { tax } = step.state;
  if (tax.notices.length > 0) {
    step.record({ type: 'MessageIgnored', what: 'tax notices', why: 'this slip has its notices already' });
    return;
  }
  tax.notices = command.notices.map(({ number, payable }) => ({ number, payable }));
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
  if (!concernsCurrentSlip(step, command.slipVersion, 'return of the slip')) return;
  step.record({ type: 'TaxSlipReturned', version: command.slipVersion, reasonCode: command.reasonCode });
  step.sendMessage('tax-slip-returned', { returnReasonCode: command.reasonCode });
}

/** A receipt, a recorded debt or an exemption for one notice; it may come before its notice. */
export function recordPayment(step: DossierStep, command: TaxCommand<'recordPayment'>): void {
  const { tax } = step.state;
  const { notice, kind, receipt } = command;
  if (tax.slipVersion === 0) throw new Refusal('NO_TAX_SLIP', 'No tax slip has been sent for this dossier.');
  if (tax.notices.length > 0 && !tax.notices.some(({ number }) => number === notice)) {
    throw new Refusal('TAX_NOTICE_UNKNOWN', `There is no tax notice ${notice} on this dossier.`, {
      notices: tax.notices.map(({ number }) => number),
    });
  }
  if (tax.notices.length === 0) tax.earlyReceipts.push({ notice, kind, receipt });
  else settleNotice(step, notice, kind, receipt);
}

function settleNotice(
  step: DossierStep,
  number: string,
  kind: 'PAID' | 'DEBT_RECORDED' | 'EXEMPTED',
  receipt: string,
): void {
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
  const open = tax.notices.some((candidate) => candidate.payable && !candidate.settled);
  if (!open && tax.notices.some(({ payable }) => payable)) step.sendMessage('obligations-settled', {});
}

function concernsCurrentSlip(step: DossierStep, version: number, what: string): boolean {
  const current = step.state.tax.slipVersion;
  if (current === 0 || version > current) {
    throw new Refusal('TAX_SLIP_UNKNOWN', `Version ${version} of the slip was never sent.`, { current });
  }
  if (version < current)
    step.record({ type: 'MessageIgnored', what, why: `slip ${version} was replaced by ${current}` });
  return version === current;
}
