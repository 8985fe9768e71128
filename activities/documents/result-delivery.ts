import type { StepSource } from './step-source';
import { textOf } from './submission-texts';

/** Where the applicant gets the result, as chosen in the application. */
export function describeDelivery({ dossier, receivingUnit }: StepSource): string {
  const { channel, postalAddress } = (dossier.form.delivery ?? {}) as { channel?: unknown; postalAddress?: unknown };
  if (channel !== 'POST') return receivingUnit.name;
  return `Qua dịch vụ bưu chính công ích: ${textOf(postalAddress) ?? '………………'}`;
}
