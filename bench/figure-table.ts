import type { Figure } from './figure';

const HEADINGS = ['figure', 'unit', 'ours', 'floor', 'ratio', 'budget', 'kept'] as const;

/** The figures as a table in plain text, one line a figure, with a last line that counts what was not kept. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, value, floor, ratio, budget, kept }) => [
    name,
    unit,
    String(value),
    floor === undefined ? '' : String(floor),
    ratio === undefined ? '' : ratio.toFixed(2),
    budget ?? '',
    kept === undefined ? '' : kept ? 'yes' : 'NO',
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = (column: number) => column >= 2 && column <= 4;
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(HEADINGS), rule, ...rows.map(line), '', describeVerdict(figures)].join('\n');
}

function describeVerdict(figures: readonly Figure[]): string {
  const judged = figures.filter(({ kept }) => kept !== undefined);
  const missed = judged.filter(({ kept }) => kept === false);
  if (judged.length === 0) return 'No figure of this run has a budget.';
  const kept = `${judged.length - missed.length} of ${judged.length} budgets kept`;
  return missed.length === 0 ? `${kept}.` : `${kept}; missed: ${missed.map(({ name }) => name).join(', ')}.`;
}
