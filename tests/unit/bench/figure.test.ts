import { judgeFigure, type Budget } from '../../../bench/figure';
import { formatFigures } from '../../../bench/figure-table';

const atMost = (of: Budget['of'], limit: number): Budget => ({ of, is: 'atMost', limit });

describe('judging a figure', () => {
  test('a figure without budget and floor stays as it is', () => {
    expect(judgeFigure({ name: 'a', unit: 'ms', value: 12 })).toEqual({ name: 'a', unit: 'ms', value: 12 });
  });

  test('with a floor it gets its ratio, against which a budget may be', () => {
    expect(judgeFigure({ name: 'a', unit: 'ms', value: 26, floor: 20, budget: atMost('ratio', 1.3) })).toEqual({
      name: 'a',
      unit: 'ms',
      value: 26,
      floor: 20,
      ratio: 1.3,
      budget: '≤ 1.3 × floor',
      kept: true,
    });
  });

  test.each<[number, Budget, boolean]>([
    [50, atMost('value', 50), true],
    [50.1, atMost('value', 50), false],
    [130, { of: 'value', is: 'atLeast', limit: 130 }, true],
    [129.9, { of: 'value', is: 'atLeast', limit: 130 }, false],
  ])('%d against %o is kept: %s', (value, budget, kept) => {
    expect(judgeFigure({ name: 'a', unit: 'x', value, budget }).kept).toBe(kept);
  });

  test('the verdict is made before rounding: 4.004 is above 4 although both are shown as 4', () => {
    const figure = judgeFigure({ name: 'a', unit: 'MB', value: 4.004, budget: atMost('value', 4) });
    expect(figure).toMatchObject({ value: 4, budget: '≤ 4 MB', kept: false });
  });

  test.each([undefined, 0])('a ratio to the floor %s proves nothing, so its budget is not kept', (floor) => {
    const figure = judgeFigure({ name: 'a', unit: 'ms', value: 1, floor, budget: atMost('ratio', 1.3) });
    expect(figure.kept).toBe(false);
    expect(figure).not.toHaveProperty('ratio');
  });

  test('three significant digits; large numbers whole', () => {
    const shown = (value: number) => judgeFigure({ name: 'a', unit: 'x', value }).value;
    expect([0.012345, 12.345, 123.45, 12345.6].map(shown)).toEqual([0.0123, 12.3, 123, 12346]);
  });
});

describe('the table', () => {
  test('shows a line for each figure and names what was missed', () => {
    const table = formatFigures([
      judgeFigure({ name: 'step', unit: 'ms', value: 30, floor: 20, budget: atMost('ratio', 1.3) }),
      judgeFigure({ name: 'lists', unit: 'ms', value: 9, budget: atMost('value', 50) }),
      judgeFigure({ name: 'cpu', unit: 'ms/step', value: 7.5 }),
    ]);
    expect(table).toBe(
      [
        'figure  unit     ours  floor  ratio  budget         kept',
        '------  -------  ----  -----  -----  -------------  ----',
        'step    ms         30     20   1.50  ≤ 1.3 × floor  NO',
        'lists   ms          9                ≤ 50 ms        yes',
        'cpu     ms/step   7.5',
        '',
        '1 of 2 budgets kept; missed: step.',
      ].join('\n'),
    );
  });

  test('says so when nothing was judged', () => {
    expect(formatFigures([])).toContain('No figure of this run has a budget.');
  });
});
