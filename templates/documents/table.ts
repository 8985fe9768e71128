/**
 * Ruled tables. The heading stands again on every page the table reaches, and no row is lost at a page's end: a row goes
 * to the next page whole, or, when no page can hold it, is continued there line by line.
 */
import { LINE_HEIGHT } from './page-writer';
import type { Alignment, PageWriter } from './page-writer';
import type { RichText, TextLine } from './text-layout';
import type { FontStyle } from './tinos-font';

export interface TableColumn {
  heading: string;
  /** Neighbouring columns of the same group stand under one common heading. */
  group?: string;
  /** Share of the table's width. */
  weight: number;
  align?: Alignment;
}

export interface TableOptions {
  size?: number;
  /** Prints "(1) (2) (3) …" under the heading, as registers have. */
  numbered?: boolean;
  spaceAfter?: number;
}

interface Cell {
  x: number;
  width: number;
  align: Alignment;
  lines: readonly TextLine[];
}

interface HeadingCell extends Cell {
  /** Distance from the top of the heading, and height, in points. */
  top: number;
  height: number;
}

interface Layout {
  columns: readonly (TableColumn & { x: number; width: number })[];
  size: number;
  heading: readonly HeadingCell[];
  headingHeight: number;
}

const PADDING = 3;

/** Draws a table over the full width between the margins; every row has one cell per column. */
export function drawTable(
  page: PageWriter,
  columns: readonly TableColumn[],
  rows: readonly (readonly RichText[])[],
  options: TableOptions = {},
): void {
  const layout = layOutTable(page, columns, options);
  const firstRow = rows[0] && layOutRow(page, layout, rows[0]);
  const firstHeight = firstRow ? measureRow(firstRow, layout.size) : 0;
  const wholePage = page.bottom - page.top - layout.headingHeight;
  page.ensureSpace(layout.headingHeight + (firstHeight <= wholePage ? firstHeight : 0));
  drawHeading(page, layout);
  for (const row of rows) drawRow(page, layout, layOutRow(page, layout, row));
  page.y += options.spaceAfter ?? 6;
}

function layOutTable(page: PageWriter, columns: readonly TableColumn[], options: TableOptions): Layout {
  const size = options.size ?? 12;
  const total = columns.reduce((sum, column) => sum + column.weight, 0);
  let x = page.left;
  const placed = columns.map((column) => {
    const width = (page.width * column.weight) / total;
    const result = { ...column, x, width };
    x += width;
    return result;
  });
  const { cells, height } = layOutHeading(page, placed, size);
  const numbers = options.numbered ? layOutNumbers(page, placed, size, height) : [];
  return { columns: placed, size, heading: [...cells, ...numbers], headingHeight: height + (numbers[0]?.height ?? 0) };
}

/** One row of headings, or two when some columns are grouped; a column without a group takes both. */
function layOutHeading(
  page: PageWriter,
  columns: Layout['columns'],
  size: number,
): { cells: HeadingCell[]; height: number } {
  const cell = (text: string, x: number, width: number): Cell => ({
    x,
    width,
    align: 'center',
    lines: breakCell(page, text, size, width, 'bold'),
  });
  const groups = collectGroups(columns).map((group) => cell(group.title, group.x, group.width));
  const groupHeight = groups.length > 0 ? Math.max(...groups.map((group) => measureCell(group, size))) : 0;
  const own = columns.map((column) => ({ column, cell: cell(column.heading, column.x, column.width) }));
  const grouped = own.filter(({ column }) => column.group !== undefined).map((entry) => measureCell(entry.cell, size));
  const single = own.filter(({ column }) => column.group === undefined).map((entry) => measureCell(entry.cell, size));
  const height = Math.max(groupHeight + Math.max(0, ...grouped), ...single);
  return {
    height,
    cells: [
      ...groups.map((group) => ({ ...group, top: 0, height: groupHeight })),
      ...own.map(({ column, cell: heading }) => {
        const top = column.group === undefined ? 0 : groupHeight;
        return { ...heading, top, height: height - top };
      }),
    ],
  };
}

function layOutNumbers(page: PageWriter, columns: Layout['columns'], size: number, top: number): HeadingCell[] {
  return columns.map(({ x, width }, index) => {
    const lines = breakCell(page, `(${index + 1})`, size, width, 'italic');
    return { x, width, align: 'center', lines, top, height: size * LINE_HEIGHT + 2 * PADDING };
  });
}

function collectGroups(columns: Layout['columns']): { title: string; x: number; width: number }[] {
  const groups: { title: string; x: number; width: number }[] = [];
  columns.forEach((column, index) => {
    if (column.group === undefined) return;
    const last = groups.at(-1);
    if (last && columns[index - 1]?.group === column.group) last.width += column.width;
    else groups.push({ title: column.group, x: column.x, width: column.width });
  });
  return groups;
}

function layOutRow(page: PageWriter, { columns, size }: Layout, row: readonly RichText[]): Cell[] {
  if (row.length !== columns.length) {
    throw new RangeError(`A row of ${row.length} cells does not fit a table of ${columns.length} columns`);
  }
  return columns.map(({ x, width, align }, index) => ({
    x,
    width,
    align: align ?? 'left',
    lines: breakCell(page, row[index] ?? '', size, width, 'regular'),
  }));
}

function breakCell(page: PageWriter, text: RichText, size: number, width: number, style: FontStyle): TextLine[] {
  return page.breakText(text, size, { width: width - 2 * PADDING, style });
}

function measureCell(cell: Cell, size: number): number {
  return cell.lines.length * size * LINE_HEIGHT + 2 * PADDING;
}

function measureRow(cells: readonly Cell[], size: number): number {
  return Math.max(...cells.map((cell) => measureCell(cell, size)));
}

function drawHeading(page: PageWriter, { heading, headingHeight, size }: Layout): void {
  for (const cell of heading) {
    const textHeight = cell.lines.length * size * LINE_HEIGHT;
    drawCellFrame(page, cell.x, page.y + cell.top, cell.width, cell.height);
    drawCellLines(page, cell, cell.lines, page.y + cell.top + (cell.height - textHeight) / 2, size);
  }
  page.y += headingHeight;
}

function drawRow(page: PageWriter, layout: Layout, cells: readonly Cell[]): void {
  const { size } = layout;
  const lineHeight = size * LINE_HEIGHT;
  const lineCount = Math.max(...cells.map((cell) => cell.lines.length));
  const freshPage = page.bottom - page.top - layout.headingHeight;
  let drawn = 0;
  while (drawn < lineCount) {
    const left = (lineCount - drawn) * lineHeight + 2 * PADDING;
    const roomForLines = Math.floor((page.remaining - 2 * PADDING) / lineHeight);
    const isFresh = page.remaining >= freshPage - 0.001;
    if (left > page.remaining && !isFresh && (left <= freshPage || roomForLines < 2)) {
      page.startPage();
      drawHeading(page, layout);
      continue;
    }
    // A page too small for its own heading still takes one line, so drawing always ends.
    const take = Math.min(lineCount - drawn, Math.max(1, roomForLines));
    const height = take * lineHeight + 2 * PADDING;
    for (const cell of cells) {
      drawCellFrame(page, cell.x, page.y, cell.width, height);
      drawCellLines(page, cell, cell.lines.slice(drawn, drawn + take), page.y + PADDING, size);
    }
    page.y += height;
    drawn += take;
  }
}

function drawCellFrame(page: PageWriter, x: number, y: number, width: number, height: number): void {
  page.doc.rect(x, y, width, height).lineWidth(0.6).stroke();
}

function drawCellLines(page: PageWriter, cell: Cell, lines: readonly TextLine[], top: number, size: number): void {
  lines.forEach((line, index) => {
    const y = top + index * size * LINE_HEIGHT;
    page.drawLine(line, { x: cell.x + PADDING, y, width: cell.width - 2 * PADDING, size, align: cell.align });
  });
}
