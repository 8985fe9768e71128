/**
 * Phiếu chuyển thông tin để xác định nghĩa vụ tài chính về đất đai (TTLT 88/2016/TTLT-BTC-BTNMT Mẫu 01/LCHS; NĐ 151/2025
 * Mẫu số 19). Every line of sections I–VI is printed, given or not, so the tax office sees what was left out.
 */
import type { FormMark, TaxSlipData, TaxSlipParty } from './document-data';
import { drawNationalHeader, drawTitle } from './national-header';
import { readMoney } from './number-in-words';
import type { PageWriter } from './page-writer';
import { LINE_HEIGHT } from './page-writer';
import { BODY_SIZE, drawField, drawFields, drawParagraph } from './paragraph';
import { drawSignatures } from './signature-block';
import { drawAssets, drawLand, drawTransaction } from './tax-slip-property';
import { formatLongDate, formatMoney, formatShortDate } from './vietnamese-format';

export function drawTaxSlip(page: PageWriter, data: TaxSlipData, mark: FormMark): void {
  drawNationalHeader(page, data, mark);
  drawTitle(page, mark.title ?? 'Phiếu chuyển thông tin\nđể xác định nghĩa vụ tài chính về đất đai');
  drawParagraph(page, [{ text: 'Kính gửi: ' }, { text: data.addressee, style: 'bold' }], {
    align: 'center',
    spaceAfter: 8,
  });
  if (data.replaces) {
    const { number, issuedOn, reason } = data.replaces;
    drawParagraph(page, `(Thay thế Phiếu số ${number} ${formatLongDate(issuedOn)}; lý do: ${reason})`, {
      style: 'italic',
    });
  }
  drawDossier(page, data);
  drawParties(page, data);
  drawSection(page, 'III. Thông tin về đất và tài sản gắn liền với đất');
  drawLand(page, data.land);
  drawAssets(page, data.assets ?? []);
  drawTransaction(page, data.transaction);
  drawReliefs(page, data);
  drawDeferral(page, data);
  drawAttachments(page, data);
  drawSignatures(page, [{ instruction: '(Ký, ghi rõ họ tên và đóng dấu)', ...data.signer }], {
    recipients: data.recipients ?? ['Như trên', 'Lưu: VT, hồ sơ'],
  });
}

/** A section's heading is never left alone at the foot of a page. */
function drawSection(page: PageWriter, heading: string): void {
  page.y += 4;
  page.ensureSpace(5 * BODY_SIZE * LINE_HEIGHT);
  drawParagraph(page, heading.toLocaleUpperCase('vi'), { style: 'bold', align: 'left' });
}

function drawDossier(page: PageWriter, { dossier }: TaxSlipData): void {
  drawSection(page, 'I. Thông tin về hồ sơ thủ tục hành chính');
  drawField(page, { label: '1. Mã hồ sơ thủ tục hành chính', value: [{ text: dossier.code, style: 'bold' }] });
  drawField(page, { label: '2. Ngày nhận đủ hồ sơ hợp lệ', value: formatLongDate(dossier.completeSince) });
  drawField(page, { label: '3. Loại thủ tục', value: dossier.procedureName });
  drawField(page, { label: '4. Căn cứ pháp lý', value: dossier.legalBasis?.join('; ') });
}

function drawParties(page: PageWriter, data: TaxSlipData): void {
  drawSection(page, 'II. Thông tin chung về người sử dụng đất, chủ sở hữu tài sản gắn liền với đất');
  drawParty(page, '1. Người sử dụng đất (bên nhận)', data.landUsers);
  drawParty(page, '2. Bên chuyển quyền', data.transferors ?? []);
}

function drawParty(page: PageWriter, heading: string, parties: readonly TaxSlipParty[]): void {
  page.ensureSpace(3 * BODY_SIZE * LINE_HEIGHT);
  drawParagraph(page, `${heading}:`, { style: 'bold-italic' });
  // An absent party still shows its lines, dotted.
  const listed: readonly Partial<TaxSlipParty>[] = parties.length > 0 ? parties : [{}];
  listed.forEach((party, index) => {
    const label = listed.length > 1 ? `Họ và tên/Tên tổ chức (${index + 1})` : 'Họ và tên/Tên tổ chức';
    drawFields(
      page,
      [
        { label, value: party.name === undefined ? undefined : [{ text: party.name, style: 'bold' }] },
        { label: 'Ngày sinh', value: party.dateOfBirth && formatShortDate(party.dateOfBirth) },
      ],
      [7, 3],
    );
    drawField(page, { label: 'Mã số thuế/Số định danh cá nhân', value: party.taxOrPersonalNumber });
    drawField(page, { label: 'Giấy tờ nhân thân (loại, số, ngày cấp, nơi cấp)', value: describeIdentity(party) });
    drawField(page, { label: 'Địa chỉ gửi thông báo nghĩa vụ tài chính', value: party.address });
    drawFields(
      page,
      [
        { label: 'Số điện thoại', value: party.phone },
        { label: 'Email', value: party.email },
      ],
      [2, 3],
    );
  });
}

function describeIdentity({ identityPaper }: Partial<TaxSlipParty>): string | undefined {
  if (!identityPaper) return undefined;
  const { kind, number, issuedOn, issuedBy } = identityPaper;
  const date = issuedOn ? `, cấp ngày ${formatShortDate(issuedOn)}` : '';
  return `${kind} số ${number}${date}${issuedBy ? `, nơi cấp: ${issuedBy}` : ''}`;
}

function drawReliefs(page: PageWriter, data: TaxSlipData): void {
  drawSection(page, 'IV. Thông tin về miễn, giảm và các khoản được trừ');
  const reliefs = data.reliefs ?? [];
  drawField(page, { label: '1. Đối tượng được miễn, giảm', value: reliefs.map((relief) => relief.subject).join('; ') });
  const bases = reliefs.flatMap((relief) => relief.basis ?? []);
  drawField(page, { label: '2. Căn cứ miễn, giảm', value: bases.join('; ') });
  const amount = data.deductibleCompensationVnd;
  drawField(page, { label: '3. Tiền bồi thường, giải phóng mặt bằng được trừ', value: showMoney(amount) });
}

function drawDeferral(page: PageWriter, { deferral }: TaxSlipData): void {
  drawSection(page, 'V. Thông tin về ghi nợ nghĩa vụ tài chính');
  const wish = deferral && (deferral.requested ? 'Có nhu cầu ghi nợ' : 'Không có nhu cầu ghi nợ');
  drawField(page, { label: '1. Nhu cầu ghi nợ', value: wish });
  drawField(page, { label: '2. Số tiền đề nghị ghi nợ', value: showMoney(deferral?.amountVnd) });
  drawField(page, { label: '3. Thời hạn ghi nợ', value: deferral?.term });
}

function drawAttachments(page: PageWriter, { attachments }: TaxSlipData): void {
  drawSection(page, 'VI. Những giấy tờ kèm theo');
  if (attachments.length === 0) drawField(page, { label: '1' });
  attachments.forEach(({ name, copies }, index) => {
    const count = copies === undefined ? '' : ` (${String(copies).padStart(2, '0')} bản)`;
    drawParagraph(page, `${index + 1}. ${name}${count}`);
  });
}

function showMoney(dong: number | undefined): string | undefined {
  return dong === undefined ? undefined : `${formatMoney(dong)} (bằng chữ: ${readMoney(dong)})`;
}
