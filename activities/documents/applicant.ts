import type { Applicant } from '../../templates/documents/document-data';
import type { StepSource } from './step-source';
import { textOf } from './submission-texts';

/** The applicant as the papers name them; of a dossier's form only these four fields are read here. */
export function applicantOf({ dossier }: Pick<StepSource, 'dossier'>): Applicant {
  const party = (dossier.form.applicant ?? {}) as Record<string, unknown>;
  return {
    name: textOf(party.fullName) ?? '',
    address: textOf(party.address),
    phone: textOf(party.phone),
    email: textOf(party.email),
  };
}
