import { publicProgress, type StatusChange } from '../../../domain/dossier/public-progress';
import type { DossierStatus } from '../../../domain/dossier/dossier-status';

const transfer = new Set<DossierStatus>([
  ...(['RECEIVED', 'APPRAISAL', 'TAX_TRANSFER', 'PENDING_TAX', 'PENDING_TAX_PAYMENT', 'PENDING_PRINT'] as const),
  ...(['PENDING_CHECK', 'PENDING_SIGN', 'PENDING_HANDOVER', 'HANDOVER', 'RETURNED', 'WITHDRAWN'] as const),
]);

/** One change an hour. */
function way(...statuses: readonly DossierStatus[]): StatusChange[] {
  return statuses.map((to, index) => ({ to, at: (index + 1) * 3_600_000 }));
}

function states(...statuses: readonly DossierStatus[]): string {
  return publicProgress(transfer, 0, way(...statuses))
    .map(({ step, state }) => `${step} ${state}`)
    .join(', ');
}

describe('the way of a dossier as its applicant sees it', () => {
  it('begins with the check, and knows only the steps of its procedure', () => {
    expect(states('APPRAISAL')).toBe(
      'received done, checked current, tax ahead, payment ahead, signing ahead, ready ahead, handedOver ahead',
    );
  });

  it('keeps when each step was done, and since when the present one goes on', () => {
    const steps = publicProgress(transfer, 0, way('APPRAISAL', 'TAX_TRANSFER', 'PENDING_TAX', 'PENDING_TAX_PAYMENT'));
    expect(steps.slice(0, 4)).toEqual([
      { step: 'received', state: 'done', at: 0 },
      { step: 'checked', state: 'done', at: 2 * 3_600_000 },
      { step: 'tax', state: 'done', at: 4 * 3_600_000 },
      { step: 'payment', state: 'current', at: 4 * 3_600_000 },
    ]);
  });

  it('passes over what was not needed', () => {
    expect(states('APPRAISAL', 'PENDING_PRINT')).toMatch(
      /checked done, tax skipped, payment skipped, signing current, ready ahead/,
    );
  });

  it('waiting for the applicant interrupts a step without ending it', () => {
    expect(states('APPRAISAL', 'PENDING_SUPPLEMENT')).toMatch(/checked current/);
    expect(states('APPRAISAL', 'PENDING_SUPPLEMENT', 'APPRAISAL')).toMatch(/checked current/);
  });

  it('sent back to an earlier step: that step and all after it are before it again', () => {
    expect(states('APPRAISAL', 'PENDING_PRINT', 'PENDING_CHECK', 'APPRAISAL')).toBe(
      'received done, checked current, tax ahead, payment ahead, signing ahead, ready ahead, handedOver ahead',
    );
  });

  it('handed over: nothing is left', () => {
    expect(states('APPRAISAL', 'PENDING_PRINT', 'HANDOVER', 'RETURNED')).toBe(
      'received done, checked done, tax skipped, payment skipped, signing done, ready done, handedOver done',
    );
  });

  it('ended on the way: what came after was not reached', () => {
    expect(states('APPRAISAL', 'WITHDRAWN')).toBe(
      'received done, checked notReached, tax notReached, payment notReached, signing notReached, ready notReached, handedOver notReached',
    );
  });

  it('a step of a procedure that has another is still shown when the dossier is in it', () => {
    expect(states('PENDING_POSTING')).toMatch(/posting current/);
  });
});
