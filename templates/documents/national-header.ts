/**
 * The head of an official paper (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.1–II.4): on the left the issuing body and the
 * number, on the right the national title, the motto and place with date; then the title of the paper.
 */
import type { FormMark, OfficialPaper } from './document-data';
import type { Alignment, PageWriter } from './page-writer';
import { LINE_HEIGHT } from './page-writer';
import { DOTS, drawParagraph } from './paragraph';
import type { TextLine } from './text-layout';
import { measureText } from './text-metrics';
import type { FontStyle } from './tinos-font';
import { formatPlaceAndDate } from './vietnamese-format';

const NATIONAL_TITLE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

const BALANCE_STEP = 4;
/** The number stays on one line, in smaller letters when it is long. */
const NUMBER_SIZES = [13, 12, 11];
/** Words of more than one syllable in the names of offices: never torn apart at the end of a line. */
const TOGETHER = /(?:văn phòng|đăng ký|đất đai|chi nhánh|bộ phận|tiếp nhận|kết quả)/giu;

interface Column {
  x: number;
  width: number;
}

/** Draws form mark, issuing body, national title, motto, number, place and date. */
export function drawNationalHeader(page: PageWriter, paper: OfficialPaper, mark: FormMark): void {
  drawFormMark(page, mark);
  const left: Column = { x: page.left, width: page.width * 0.43 };
  const right: Column = { x: page.left + page.width * 0.43, width: page.width * 0.57 };
  const top = page.y;

  let leftY = top;
  if (paper.issuer.superior) {
    leftY = drawBlock(page, nameOfOffice(paper.issuer.superior), left, leftY, 12, 'regular');
  }
  leftY = drawBlock(page, nameOfOffice(paper.issuer.name), left, leftY, 12, 'bold');
  const short = left.width / 3;
  page.drawRule(left.x + (left.width - short) / 2, leftY + 2, left.x + (left.width + short) / 2, leftY + 2);
  leftY += 7;

  let rightY = drawBlock(page, NATIONAL_TITLE, right, top, 12, 'bold');
  rightY = drawBlock(page, MOTTO, right, rightY, 13, 'bold');
  const motto = measureText(MOTTO, 'bold', 13);
  page.drawRule(right.x + (right.width - motto) / 2, rightY + 2, right.x + (right.width + motto) / 2, rightY + 2);
  rightY += 7;

  const numberY = Math.max(leftY, rightY);
  const number = `Số: ${paper.number ?? DOTS}`;
  const numberSize = NUMBER_SIZES.find((size) => measureText(number, 'regular', size) <= left.width) ?? 13;
  const numberEnd = drawBlock(page, number, left, numberY, numberSize, 'regular');
  const date = formatPlaceAndDate(paper.place, paper.issuedAt);
  const dateEnd = drawBlock(page, date, right, numberY, 13, 'italic');
  page.y = Math.max(numberEnd, dateEnd) + 10;
}

/** The title of the paper in capitals, centred, over one or more lines; a subtitle under it when given. */
export function drawTitle(page: PageWriter, title: string, subtitle?: string): void {
  drawParagraph(page, title.toLocaleUpperCase('vi'), { size: 14, style: 'bold', align: 'center', spaceAfter: 2 });
  if (subtitle) drawParagraph(page, subtitle, { size: 13, style: 'bold', align: 'center', spaceAfter: 2 });
  page.y += 8;
}

/** "Mẫu số 01 (Ban hành kèm theo …)" in the corner of the first page. */
function drawFormMark(page: PageWriter, mark: FormMark): void {
  const options = { align: 'right' as Alignment, spaceAfter: 0 };
  if (!mark.number) return;
  drawParagraph(page, mark.number, { ...options, size: 11, style: 'bold' });
  if (mark.issuedWith) {
    const indent = page.width * 0.4;
    drawParagraph(page, `(${mark.issuedWith})`, { ...options, size: 10, style: 'italic', indent });
  }
  page.y += 6;
}

/** In capitals, as the head of a paper shows it. */
function nameOfOffice(name: string): string {
  return name
    .normalize('NFC')
    .replace(TOGETHER, (word) => word.replace(' ', '\u00a0'))
    .toLocaleUpperCase('vi');
}

/** Centred lines in a column; the position under them. */
function drawBlock(
  page: PageWriter,
  text: string,
  column: Column,
  top: number,
  size: number,
  style: FontStyle,
): number {
  let y = top;
  for (const line of balanceLines(page, text, size, column.width, style)) {
    page.drawLine(line, { ...column, y, size, align: 'center' });
    y += size * LINE_HEIGHT;
  }
  return y;
}

/** The same number of lines as the width asks for, of about equal length: no single word is left on the last one. */
function balanceLines(page: PageWriter, text: string, size: number, width: number, style: FontStyle): TextLine[] {
  let lines = page.breakText(text, size, { width, style });
  const count = lines.length;
  for (let narrower = width - BALANCE_STEP; narrower > width / 2; narrower -= BALANCE_STEP) {
    const tried = page.breakText(text, size, { width: narrower, style });
    if (tried.length > count) break;
    lines = tried;
  }
  return lines;
}
