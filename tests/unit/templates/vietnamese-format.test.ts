import fc from 'fast-check';
import {
  formatArea,
  formatLongDate,
  formatMoment,
  formatMoney,
  formatNumber,
  formatPlaceAndDate,
  formatShortDate,
  formatShortMoment,
  parseMoment,
} from '../../../templates/documents/vietnamese-format';

describe('dates of official papers', () => {
  it.each([
    ['2023-03-02', 'ngày 02 tháng 3 năm 2023'],
    ['2023-01-31', 'ngày 31 tháng 01 năm 2023'],
    ['2024-02-29', 'ngày 29 tháng 02 năm 2024'],
    ['2026-12-09', 'ngày 09 tháng 12 năm 2026'],
  ])('pads days below ten and the months one and two: %s', (iso, expected) => {
    expect(formatLongDate(iso)).toBe(expected);
  });

  it('shows an instant in Vietnam time, over midnight and the year', () => {
    expect(formatMoment('2022-12-31T18:05:00Z')).toBe('01 giờ 05 phút, ngày 01 tháng 01 năm 2023');
    expect(formatShortMoment('2023-03-02T08:05:00+07:00')).toBe('08:05 02/03/2023');
    expect(formatPlaceAndDate('Đồng Xoài', '2023-03-02T08:05:00+07:00')).toBe('Đồng Xoài, ngày 02 tháng 3 năm 2023');
  });

  it.each(['2023-02-30', '2023-13-01', '02/03/2023', '2023-03-02T08:05:00', '', 'hôm nay', '2023-02-30T08:00:00Z'])(
    'refuses %j',
    (text) => {
      expect(() => parseMoment(text)).toThrow(RangeError);
    },
  );

  it('keeps the day of a day, whatever day it is', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = iso.split('-');
        expect(formatShortDate(iso)).toBe(`${day}/${month}/${year}`);
      }),
    );
  });
});

describe('numbers of official papers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1.000'],
    [1234567.5, '1.234.567,5'],
    [352.4, '352,4'],
    [0.004, '0'],
    [-1500.25, '-1.500,25'],
    [-0.001, '0'],
  ])('writes %d as %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it('writes money and areas with their units', () => {
    expect(formatMoney(1850000000)).toBe('1.850.000.000 đồng');
    expect(formatArea(150.5)).toBe('150,5 m²');
  });

  it('refuses money that is no whole number of dong', () => {
    expect(() => formatMoney(10.5)).toThrow(RangeError);
    expect(() => formatMoney(Number.NaN)).toThrow(RangeError);
    expect(() => formatNumber(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('reads back to the same whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(Number(formatNumber(value, 0).replace(/\./g, ''))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
