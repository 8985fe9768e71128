/** Signatures at the end of a paper, and "Nơi nhận" at their left (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.7 and II.9). */
import type { Signatory } from './document-data';
import type { PageWriter } from './page-writer';
import { LINE_HEIGHT } from './page-writer';
import type { TextLine } from './text-layout';
import type { FontStyle } from './tinos-font';

/** Room for the hand-written signature and the seal. */
const SIGNATURE_ROOM = 64;

interface Block {
  text: string;
  size: number;
  style: FontStyle;
}

/** Who receives the paper: printed at the left of a single signature. */
export interface SignatureOptions {
  recipients?: readonly string[];
}

/**
 * Draws the signatories side by side, each with a column of its own; a single one stands in the right half. All of it
 * stays on one page.
 */
export function drawSignatures(
  page: PageWriter,
  signatories: readonly Signatory[],
  options: SignatureOptions = {},
): void {
  const columns = Math.max(2, signatories.length);
  const width = page.width / columns;
  const placed = signatories.map((signatory, index) => {
    const x = page.left + width * (columns - signatories.length + index);
    const heading = breakBlocks(page, headingBlocks(signatory), width);
    const name = breakBlocks(page, nameBlocks(signatory), width);
    return { x, heading, name };
  });
  const recipients = breakBlocks(page, recipientBlocks(options.recipients ?? []), width);
  const headingHeight = Math.max(...placed.map((column) => measureBlocks(column.heading)));
  const nameHeight = Math.max(...placed.map((column) => measureBlocks(column.name)));
  const height = Math.max(headingHeight + SIGNATURE_ROOM + nameHeight, measureBlocks(recipients));
  page.y += 8;
  page.ensureSpace(height);
  const top = page.y;
  for (const { x, heading, name } of placed) {
    drawBlocks(page, heading, x, top, width, 'center');
    drawBlocks(page, name, x, top + headingHeight + SIGNATURE_ROOM, width, 'center');
  }
  drawBlocks(page, recipients, page.left, top, width, 'left');
  page.y = top + height;
}

function headingBlocks(signatory: Signatory): Block[] {
  const title: Block = { text: signatory.title.toLocaleUpperCase('vi'), size: 13, style: 'bold' };
  const instruction = signatory.instruction ?? '(Ký và ghi rõ họ tên)';
  return [title, { text: instruction, size: 12, style: 'italic' }];
}

function nameBlocks(signatory: Signatory): Block[] {
  return signatory.name ? [{ text: signatory.name, size: 13, style: 'bold' }] : [];
}

function recipientBlocks(recipients: readonly string[]): Block[] {
  if (recipients.length === 0) return [];
  const list: Block[] = recipients.map((recipient, index) => ({
    text: `- ${recipient}${index === recipients.length - 1 ? '.' : ';'}`,
    size: 11,
    style: 'regular',
  }));
  return [{ text: 'Nơi nhận:', size: 12, style: 'bold-italic' }, ...list];
}

interface BrokenBlock {
  lines: TextLine[];
  size: number;
}

function breakBlocks(page: PageWriter, blocks: readonly Block[], width: number): BrokenBlock[] {
  return blocks.map(({ text, size, style }) => ({
    lines: page.breakText(text, size, { width: width - 8, style }),
    size,
  }));
}

function measureBlocks(blocks: readonly BrokenBlock[]): number {
  return blocks.reduce((sum, { lines, size }) => sum + lines.length * size * LINE_HEIGHT, 0);
}

function drawBlocks(
  page: PageWriter,
  blocks: readonly BrokenBlock[],
  x: number,
  top: number,
  width: number,
  align: 'center' | 'left',
): void {
  let y = top;
  for (const { lines, size } of blocks) {
    for (const line of lines) {
      page.drawLine(line, { x, y, width, size, align });
      y += size * LINE_HEIGHT;
    }
  }
}
