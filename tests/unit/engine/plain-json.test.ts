import { provePlainJson } from '../../support/plain-json';

describe('what proves that a state survives its snapshot', () => {
  it('lets plain JSON pass', () => {
    expect(() => provePlainJson({ a: [1, 'x', null, true, { b: {} }], c: -1.5 }, 'it')).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ['undefined instead of absent', { a: { b: undefined } }, 'it.a.b'],
    ['undefined in a list', { a: [undefined] }, 'it.a.0'],
    ['a date', { a: { at: new Date(0) } }, 'it.a.at'],
    ['a map', { a: new Map([['k', 1]]) }, 'it.a'],
    ['an empty set', { a: [new Set()] }, 'it.a.0'],
    ['a negative zero', { a: { b: -0 } }, 'it.a.b'],
    ['no number', { a: Number.NaN }, 'it.a'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'it.a'],
    ['an object of a class', { a: new (class Point {})() }, 'it.a'],
    ['a function', { a: () => 1 }, 'it.a'],
  ])('notices %s, and says where', (_what, value, where) => {
    expect(() => provePlainJson(value, 'it')).toThrow(`${where} is no plain JSON`);
  });
});
