import type { DossierStatus } from '../../domain/dossier/dossier-status';
import type { RegisterRow } from './document-data';

/** What a line of the register is made of. */
interface RegisterSource {
  readonly code: string;
  readonly procedureName: string;
  readonly applicantName: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly responsibleUnit: string;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly forwardedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly status: DossierStatus;
  readonly channel: string | null;
  readonly receiverName: string | null;
}

/** What the last column says of a dossier that is not simply under way or returned. */
const NOTES: Partial<Record<DossierStatus, string>> = {
  PENDING_SUPPLEMENT: 'Chờ bổ sung',
  PENDING_TAX: 'Chờ cơ quan thuế',
  PENDING_TAX_PAYMENT: 'Chờ nghĩa vụ tài chính',
  WITHDRAWN: 'Rút hồ sơ',
  REJECTED: 'Từ chối',
  STOPPED: 'Dừng giải quyết',
};

/** One dossier as a line of Sổ theo dõi hồ sơ. */
export function registerRowOf(entry: RegisterSource): RegisterRow {
  const contact = [entry.address, entry.phone].filter((part) => part !== null).join('; ');
  return {
    dossierCode: entry.code,
    procedureName: entry.procedureName,
    sets: 1,
    applicantName: entry.applicantName,
    applicantContact: contact || undefined,
    responsibleUnit: entry.responsibleUnit,
    receivedOn: entry.receivedAt.toISOString(),
    dueOn: entry.dueAt.toISOString(),
    forwardedOn: entry.forwardedAt?.toISOString(),
    resultReceivedOn: entry.decidedAt?.toISOString(),
    returnedOn: entry.returnedAt?.toISOString(),
    deliveryMethod: entry.channel === 'POST' ? 'Bưu chính' : 'Trực tiếp',
    signedBy: entry.receiverName ?? undefined,
    note: NOTES[entry.status],
  };
}
