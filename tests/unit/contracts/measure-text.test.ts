import { bytesText, measureText } from '../../../contracts/measure-text';

const say = (value: number, unit: Parameters<typeof measureText>[1]) =>
  measureText(value, unit, (count) => `${count} phút`).replaceAll('\u00a0', ' ');

describe('a measured value in words', () => {
  test.each([
    [0.43, 'ms', '0,4 ms'],
    [12.7, 'ms', '13 ms'],
    [2_000, 'ms', '2.000 ms'],
    [0.4267, 'ratio', '42,7 %'],
    [0, 'bytes', '0 B'],
    [999, 'bytes', '999 B'],
    [1_250_000_000, 'bytes', '1,3 GB'],
    [3.4e15, 'bytes', '3.400 TB'],
    [0, 'seconds', '0 s'],
    [119, 'seconds', '119 s'],
    [3_600, 'seconds', '60 phút'],
    [50, 'count', '50'],
  ] as const)('%d %s: %s', (value, unit, text) => {
    expect(say(value, unit)).toBe(text);
  });

  test('less than a byte stays in bytes', () => {
    expect(bytesText(0.2)).toBe('0,2 B');
  });
});
