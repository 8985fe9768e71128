import { composeApologyMail } from '../../../templates/mail/apology-mail';
import { composeEscalationMail } from '../../../templates/mail/escalation-mail';
import type { MailMessage } from '../../../templates/mail/mail-message';
import { composeMail, escapeHtml } from '../../../templates/mail/mail-message';
import { composePaymentNoticeMail } from '../../../templates/mail/payment-notice-mail';
import { composeRefusalMail } from '../../../templates/mail/refusal-mail';
import { composeResultReadyMail } from '../../../templates/mail/result-ready-mail';
import { composeSupplementRequestMail } from '../../../templates/mail/supplement-request-mail';

const SENDER = 'Chi nhánh Văn phòng Đăng ký đất đai thành phố Đồng Xoài';
const CODE = '000.12.34.H10-230302-0015';
const APPLICANT = {
  addressee: 'Nguyễn Thị Hồng Phượng',
  dossierCode: CODE,
  procedureName: 'Đăng ký biến động do chuyển nhượng',
  lookupUrl: 'https://tracuu.example.vn/ho-so?a=1&b=2',
  sender: SENDER,
};
const ESCALATION = {
  dossierCode: CODE,
  procedureName: 'Đăng ký biến động do chuyển nhượng',
  stepName: 'Thẩm định hồ sơ',
  thresholdPercent: 75,
  reachedAt: '2023-03-10T10:15:00+07:00',
  dueAt: '2023-03-16T17:00:00+07:00',
  dossierUrl: 'https://sodo.example.vn/dossiers/15',
  sender: SENDER,
};

/** Both bodies must say it; in the HTML as escaped text. */
function expectInBoth(mail: MailMessage, parts: readonly string[]): void {
  for (const part of parts) {
    expect(mail.text).toContain(part);
    expect(mail.html).toContain(escapeHtml(part));
  }
}

describe('escalation', () => {
  it('names dossier, step, threshold and due date', () => {
    const mail = composeEscalationMail(ESCALATION);
    expect(mail.subject).toBe(`[Sắp hạn 75%] Hồ sơ ${CODE} – Thẩm định hồ sơ`);
    expectInBoth(mail, [
      CODE,
      'bước “Thẩm định hồ sơ”',
      'đã dùng 75% thời hạn',
      '75%, lúc 10:15 10/03/2023',
      '17:00 16/03/2023',
    ]);
    expect(mail.html).toContain('<a href="https://sodo.example.vn/dossiers/15">Mở hồ sơ</a>');
    expect(mail.text).not.toContain('gửi bù');
  });

  it.each([50, 90])('says how much of the time is used at %d', (thresholdPercent) => {
    const mail = composeEscalationMail({ ...ESCALATION, thresholdPercent });
    expect(mail.subject).toContain(`[Sắp hạn ${thresholdPercent}%]`);
    expectInBoth(mail, ['kiểm tra và xử lý hồ sơ trước thời hạn']);
  });

  it('speaks of overdue at 100, for the whole dossier when no step is named', () => {
    const mail = composeEscalationMail({ ...ESCALATION, thresholdPercent: 100, stepName: undefined });
    expect(mail.subject).toBe(`[Quá hạn] Hồ sơ ${CODE}`);
    expectInBoth(mail, ['ĐÃ HẾT THỜI HẠN', 'toàn bộ hồ sơ', 'xin lỗi, hẹn lại ngày trả kết quả']);
  });

  it('marks a threshold that was caught up after an interruption', () => {
    const mail = composeEscalationMail({ ...ESCALATION, caughtUpAt: '2023-03-11T07:30:00+07:00' });
    expectInBoth(mail, ['gửi bù', '07:30 11/03/2023']);
  });
});

describe('mails to the applicant', () => {
  it('asks for a supplement with the list and the last day', () => {
    const mail = composeSupplementRequestMail({
      ...APPLICANT,
      components: ['Tờ khai thuế', 'Giấy chứng nhận kết hôn'],
      reason: 'Thiếu chữ ký',
      answerBy: '2023-03-24',
    });
    expect(mail.subject).toBe(`Yêu cầu bổ sung hồ sơ ${CODE}`);
    expectInBoth(mail, [
      'Kính gửi Nguyễn Thị Hồng Phượng,',
      '1. Tờ khai thuế',
      '2. Giấy chứng nhận kết hôn',
      'Thiếu chữ ký',
      'ngày 24 tháng 3 năm 2023',
    ]);
  });

  it('refuses with reasons and basis', () => {
    const mail = composeRefusalMail({
      ...APPLICANT,
      reasons: ['Thửa đất bị kê biên'],
      legalBasis: ['Điều 188 Luật Đất đai'],
    });
    expectInBoth(mail, ['không được tiếp nhận, giải quyết', 'Thửa đất bị kê biên', 'Điều 188 Luật Đất đai']);
  });

  it('apologises with the promised and the new date', () => {
    const mail = composeApologyMail({
      ...APPLICANT,
      dueAt: '2023-03-16T17:00:00+07:00',
      newDueAt: '2023-03-21T17:00:00+07:00',
      reason: 'Phải kiểm tra thực địa',
    });
    expectInBoth(mail, [
      `${SENDER} xin lỗi`,
      'ngày 16 tháng 3 năm 2023',
      '17 giờ 00 phút, ngày 21 tháng 3 năm 2023',
      'Phải kiểm tra thực địa',
    ]);
  });

  it('tells that the result is ready, and that it is early only when it is', () => {
    const data = {
      ...APPLICANT,
      readyAt: '2023-03-15T09:00:00+07:00',
      collectAt: 'Bộ phận một cửa',
      bring: ['Giấy tiếp nhận hồ sơ'],
    };
    const early = composeResultReadyMail({ ...data, dueAt: '2023-03-16T17:00:00+07:00' });
    const late = composeResultReadyMail({ ...data, dueAt: '2023-03-14T17:00:00+07:00' });
    expectInBoth(early, ['trước thời hạn đã hẹn', 'Bộ phận một cửa', 'Giấy tiếp nhận hồ sơ']);
    expect(late.text).not.toContain('trước thời hạn');
  });

  it('lists the notices to be paid with their sum', () => {
    const mail = composePaymentNoticeMail({
      ...APPLICANT,
      notices: [
        { name: 'Lệ phí trước bạ nhà, đất', number: 'LTB2370101', amountVnd: 9250000, payBy: '2023-04-14' },
        { name: 'Thuế thu nhập cá nhân', number: 'TNCN2370102', amountVnd: 37000000 },
      ],
    });
    expectInBoth(mail, [
      'Lệ phí trước bạ nhà, đất (Thông báo số LTB2370101)',
      '9.250.000 đồng, nộp chậm nhất ngày 14 tháng 4 năm 2023',
      '37.000.000 đồng',
      '46.250.000 đồng (bằng chữ: Bốn mươi sáu triệu hai trăm năm mươi nghìn đồng)',
    ]);
  });
});

describe('composeMail', () => {
  const hostile = '<img src=x onerror="alert(1)">\'&';

  it('escapes everything that was given, in text and in attributes', () => {
    const mail = composeMail({
      subject: hostile,
      addressee: hostile,
      paragraphs: [hostile],
      facts: [{ label: hostile, value: hostile }],
      closing: [hostile],
      link: { label: hostile, url: 'https://example.vn/?q="><script>' },
      sender: hostile,
    });
    expect(mail.html).not.toMatch(/<img|<script|onerror="/);
    expect(mail.html.split(escapeHtml(hostile))).toHaveLength(9);
    expect(mail.html).toContain('href="https://example.vn/?q=&quot;&gt;&lt;script&gt;"');
    expect(mail.text).toContain(hostile);
  });

  it('makes no link of anything but a web address', () => {
    const link = { label: 'Mở', url: 'javascript:alert(1)' };
    expect(composeMail({ subject: 'a', paragraphs: [], link, sender: 'b' }).html).not.toContain('javascript:');
  });

  it('keeps the subject on one line, so no header can be slipped in', () => {
    const mail = composeMail({ subject: 'Hồ sơ 1\r\nBcc: x@example.vn', paragraphs: [], sender: 'b' });
    expect(mail.subject).toBe('Hồ sơ 1 Bcc: x@example.vn');
  });
});
