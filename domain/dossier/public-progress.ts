import type { Instant } from '../clock/instant';
import { isTerminal, type DossierStatus } from './dossier-status';

/** The way of a dossier as its applicant sees it, in this order. */
export const PUBLIC_STEPS = [
  'received',
  'checked',
  'tax',
  'payment',
  'posting',
  'signing',
  'ready',
  'handedOver',
] as const;
export type PublicStep = (typeof PUBLIC_STEPS)[number];

/** `skipped`: the dossier went past it without needing it. `notReached`: it ended before. */
type PublicStepState = 'done' | 'current' | 'ahead' | 'skipped' | 'notReached';

export interface PublicStepProgress {
  readonly step: PublicStep;
  readonly state: PublicStepState;
  /** When it was done, or when the present step began. */
  readonly at: Instant | null;
}

export interface StatusChange {
  readonly to: DossierStatus;
  readonly at: Instant;
}

/** Waiting for the applicant interrupts a step, it is none; the other endings leave the step they came in. */
const stepOf: Readonly<Partial<Record<DossierStatus, PublicStep>>> = {
  RECEIVED: 'checked',
  APPRAISAL: 'checked',
  TAX_TRANSFER: 'tax',
  PENDING_TAX: 'tax',
  PENDING_TAX_PAYMENT: 'payment',
  PENDING_POSTING: 'posting',
  PENDING_PRINT: 'signing',
  PENDING_CHECK: 'signing',
  PENDING_SIGN: 'signing',
  PENDING_HANDOVER: 'signing',
  HANDOVER: 'ready',
  RETURNED: 'handedOver',
};

/**
 * Steps done, the one it stands at, and those to come. A dossier sent back to an earlier step has that one before it again.
 * @param known statuses the procedure can have: steps it does not know are left out
 * @param changes every change of status, in order
 */
export function publicProgress(
  known: ReadonlySet<string>,
  receivedAt: Instant,
  changes: readonly StatusChange[],
): readonly PublicStepProgress[] {
  const doneAt = new Map<PublicStep, Instant>([['received', receivedAt]]);
  let current: PublicStep = 'checked';
  let since = receivedAt;
  for (const { to, at } of changes) {
    const next = stepOf[to];
    if (next === undefined || next === current) continue;
    if (isAfter(next, current)) doneAt.set(current, at);
    for (const step of doneAt.keys()) if (!isAfter(next, step)) doneAt.delete(step);
    current = next;
    since = at;
  }
  const last = changes.at(-1);
  const ended = last !== undefined && isTerminal(last.to);
  if (ended && last.to === 'RETURNED') doneAt.set('handedOver', last.at);
  const reachable = new Set<PublicStep>(['received', ...[...known].flatMap((status) => stepFor(status))]);
  return PUBLIC_STEPS.filter((step) => reachable.has(step) || doneAt.has(step) || step === current).map((step) => {
    const at = doneAt.get(step);
    if (at !== undefined) return { step, state: 'done', at };
    if (step === current && !ended) return { step, state: 'current', at: since };
    if (isAfter(current, step)) return { step, state: 'skipped', at: null };
    return { step, state: ended ? 'notReached' : 'ahead', at: null };
  });
}

function isAfter(step: PublicStep, other: PublicStep): boolean {
  return PUBLIC_STEPS.indexOf(step) > PUBLIC_STEPS.indexOf(other);
}

function stepFor(status: string): PublicStep[] {
  const step = stepOf[status as DossierStatus];
  return step === undefined ? [] : [step];
}
