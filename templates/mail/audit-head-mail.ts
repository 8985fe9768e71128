/** To whoever keeps the proofs of the audit log: its end at the end of a day, kept where nobody who could change the log can reach. */
import type { MailMessage } from './mail-message';
import { composeMail } from './mail-message';

export interface AuditHeadMailData {
  /** `YYYY-MM-DD` */
  day: string;
  /** Number of the last entry of the day. */
  number: number;
  /** Its hash, hexadecimal. */
  hash: string;
}

export function composeAuditHeadMail({ day, number, hash }: AuditHeadMailData): MailMessage {
  return composeMail({
    subject: `[Nhật ký kiểm toán] Dấu niêm phong ngày ${day.split('-').reverse().join('/')}`,
    paragraphs: [
      'Đây là dấu niêm phong của nhật ký kiểm toán tại thời điểm cuối ngày. Đề nghị lưu giữ thư này: đối chiếu dấu niêm phong cho biết nhật ký có bị sửa, xóa hay cắt bớt sau đó hay không.',
    ],
    facts: [
      { label: 'Ngày', value: day.split('-').reverse().join('/') },
      { label: 'Số thứ tự cuối', value: String(number) },
      { label: 'Giá trị băm SHA-256', value: hash },
    ],
    closing: [`Lệnh đối chiếu: npm run audit:verify -- --head ${number}:${hash}`],
    sender: 'Hệ thống Sodo',
  });
}
