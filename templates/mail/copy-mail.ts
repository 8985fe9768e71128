/** To whoever makes the copies on portable disks and takes them into the archive (seed Điều 18.1). */
import type { CopyEvent } from '../../domain/portable-copies/copy-command';
import type { CopyKind } from '../../domain/portable-copies/copy-period';
import { COPY_KIND_NAMES } from '../documents/disk-minutes';
import { formatShortMoment, type IsoMoment } from '../documents/vietnamese-format';
import { composeMail, type MailMessage } from './mail-message';

export interface CopyMailData {
  readonly code: string;
  readonly kind: CopyKind;
  /** Label of the disk. */
  readonly disk: string | null;
  readonly event: CopyEvent;
  readonly at: IsoMoment;
  readonly dueAt: IsoMoment;
  readonly url: string;
}

export function composeCopyMail(data: CopyMailData): MailMessage {
  const { subject, says } = tell(data);
  const { code, kind, disk, dueAt, url } = data;
  return composeMail({
    subject: `[${subject}] Bản sao ra ổ cứng ${code}`,
    paragraphs: [says],
    facts: [
      { label: 'Bản sao', value: `${code} – ${COPY_KIND_NAMES[kind]}` },
      ...(disk === null ? [] : [{ label: 'Ổ cứng', value: disk }]),
      { label: 'Hạn nhập lưu trữ', value: formatShortMoment(dueAt) },
    ],
    link: { label: 'Mở Sodo', url },
    sender: 'Hệ thống Sodo',
  });
}

function tell({ event, at }: CopyMailData): { readonly subject: string; readonly says: string } {
  switch (event.type) {
    case 'CopyOpened':
      return {
        subject: 'Cần ổ cứng',
        says: 'Đến kỳ sao lưu ra ổ cứng di động. Đề nghị cắm ổ cứng, nhập nhãn ghi trên ổ trong phần mềm.',
      };
    case 'CopyWritten':
      return {
        subject: 'Đã ghi xong',
        says: 'Ổ cứng đã ghi xong và được đọc lại, đối chiếu. Đề nghị tháo ổ, bàn giao vào lưu trữ.',
      };
    case 'CopyFailed':
      return {
        subject: 'Không ghi được',
        says: `Không ghi được ra ổ cứng (${event.fault}). Cách xử lý xem trong phần mềm.`,
      };
    case 'DiskHandedOver':
      return { subject: 'Bàn giao lưu trữ', says: 'Ổ cứng đã bàn giao. Đề nghị kiểm tra nhãn và nhập lưu trữ.' };
    case 'DiskRefused':
      return {
        subject: 'Lưu trữ không nhận',
        says: 'Lưu trữ không nhận ổ cứng; lý do xem trong phần mềm. Đề nghị ghi ổ khác.',
      };
    case 'NoticeFell':
      if (event.workingDays < 0)
        return {
          subject: 'Sắp đến hạn',
          says: `Ổ cứng chưa nhập lưu trữ, còn ${-event.workingDays} ngày làm việc là đến hạn.`,
        };
      return event.workingDays === 0
        ? { subject: 'Đến hạn', says: `ĐÃ HẾT HẠN lúc ${formatShortMoment(at)} mà ổ cứng chưa nhập lưu trữ.` }
        : { subject: 'Quá hạn', says: `QUÁ HẠN ${event.workingDays} ngày làm việc mà ổ cứng chưa nhập lưu trữ.` };
    default:
      return { subject: 'Ổ cứng', says: 'Bản sao ra ổ cứng có thay đổi.' };
  }
}
