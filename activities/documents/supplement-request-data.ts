import type { SupplementRequestData } from '../../templates/documents/document-data';
import { applicantOf } from './applicant';
import { componentNames } from './given-components';
import type { AssemblePaper } from './paper';
import { readPerson } from './people';
import { findEntry } from './step-source';
import { itemsOf, reasonOf } from './submission-texts';

/** Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, with the end of the applicant's window. */
export const assembleSupplementRequest: AssemblePaper<SupplementRequestData> = async ({ pool, source, paper }) => {
  const { definition, step, texts } = source;
  const names = componentNames(definition);
  const adviser = await readPerson(pool, step.actor);
  const windowEndsAt = findEntry(step, 'SupplementRequested')?.windowEndsAt;
  return {
    ...paper,
    applicant: applicantOf(source),
    components: itemsOf(source).map(({ componentId, name, ...counts }) => ({
      ...counts,
      name: name || (componentId && names.get(componentId)) || '………………',
    })),
    reason: reasonOf(source),
    answerBy: windowEndsAt === undefined ? undefined : new Date(windowEndsAt).toISOString(),
    contact: (texts.contact as SupplementRequestData['contact']) ?? (adviser && { name: adviser.name }),
    adviser: { title: 'Người hướng dẫn', name: adviser?.name },
  };
};
