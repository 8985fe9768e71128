import type { StopCause } from '../../domain/dossier/dossier-command';
import type { StopNoticeData } from '../../templates/documents/document-data';
import { applicantOf } from './applicant';
import type { AssemblePaper } from './paper';
import { readUnitHead, signAsHead } from './people';
import { findEntry } from './step-source';
import { textOf } from './submission-texts';

/** Used when nobody wrote a reason: the window that ran out has no author. */
const REASONS = {
  COURT: 'Có văn bản của Tòa án nhân dân yêu cầu dừng giải quyết hồ sơ.',
  ENFORCEMENT: 'Có văn bản của cơ quan thi hành án dân sự yêu cầu dừng giải quyết hồ sơ.',
  DISPUTE: 'Có văn bản của cơ quan có thẩm quyền giải quyết tranh chấp đất đai yêu cầu dừng giải quyết hồ sơ.',
  CITIZEN_REQUEST: 'Người nộp hồ sơ đề nghị dừng giải quyết hồ sơ.',
  SUPPLEMENT_EXPIRED: 'Đã hết thời hạn bổ sung, hoàn thiện hồ sơ mà chưa nhận được hồ sơ bổ sung.',
} as const satisfies Record<StopCause, string>;

const GUIDANCE: Partial<Record<StopCause, string>> = {
  SUPPLEMENT_EXPIRED: 'Ông/Bà nhận lại hồ sơ tại nơi đã nộp và nộp hồ sơ mới khi đã có đủ thành phần hồ sơ.',
};

/** Thông báo dừng giải quyết hồ sơ, with the written paper it rests on. */
export const assembleStopNotice: AssemblePaper<StopNoticeData> = async ({ pool, source, paper }) => {
  const { dossier, step, texts } = source;
  const cause = findEntry(step, 'StopNoticeReceived')?.cause;
  const head = await readUnitHead(pool, source.handlingUnit.id);
  return {
    ...paper,
    applicant: applicantOf(source),
    receivedAt: dossier.receivedAt.toISOString(),
    stoppedAt: step.at.toISOString(),
    reason: textOf(texts.reason) ?? (cause ? REASONS[cause] : '………………………………………………'),
    basis: Array.isArray(texts.basis) ? (texts.basis as NonNullable<StopNoticeData['basis']>) : [],
    guidance: textOf(texts.guidance) ?? (cause && GUIDANCE[cause]),
    recipients: ['Như trên', source.receivingUnit.name, 'Lưu: VT, hồ sơ'],
    signer: signAsHead(head),
  };
};
