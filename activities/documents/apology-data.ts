import type { ApologyData } from '../../templates/documents/document-data';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { applicantOf } from './applicant';
import type { AssemblePaper } from './paper';
import { readUnitHead, signAsHead } from './people';
import { findEntry } from './step-source';
import { reasonOf } from './submission-texts';

/** Phiếu xin lỗi và hẹn lại ngày trả kết quả (NĐ 61/2018/NĐ-CP Điều 19), signed by the head of the office. */
export const assembleApology: AssemblePaper<ApologyData> = async ({ pool, source, paper }) => {
  const move = findEntry(source.step, 'DeadlineMoved');
  if (!move) throw new PermanentDeliveryError('the step moved no deadline');
  const head = await readUnitHead(pool, source.handlingUnit.id);
  return {
    ...paper,
    applicant: applicantOf(source),
    receivedAt: source.dossier.receivedAt.toISOString(),
    dueAt: new Date(move.from).toISOString(),
    newDueAt: new Date(move.to).toISOString(),
    reason: reasonOf(source),
    signer: signAsHead(head),
  };
};
