import type { RefusalData } from '../../templates/documents/document-data';
import { applicantOf } from './applicant';
import type { AssemblePaper } from './paper';
import { readPerson } from './people';
import { legalBasisOf, reasonsOf } from './submission-texts';

/** Phiếu từ chối tiếp nhận, giải quyết hồ sơ: refused outright, or found ineligible at the appraisal. */
export const assembleRefusal: AssemblePaper<RefusalData> = async ({ pool, source, paper }) => {
  const officer = await readPerson(pool, source.step.actor);
  return {
    ...paper,
    receivingUnit: source.receivingUnit.name,
    applicant: applicantOf(source),
    reasons: reasonsOf(source),
    legalBasis: legalBasisOf(source),
    receiver: { title: officer?.title || 'Người giải quyết hồ sơ', name: officer?.name },
  };
};
