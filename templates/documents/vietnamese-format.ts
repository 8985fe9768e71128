/**
 * Dates, moments, numbers and money written as Vietnamese official documents write them (NĐ 30/2020/NĐ-CP, Phụ lục I,
 * mục II.4: a day below 10 and the months 1 and 2 carry a leading zero). Moments are shown in Vietnam time, a fixed
 * UTC+7 computed here, so the result does not depend on the host's time zone.
 */

/** An ISO 8601 calendar day (`2023-03-02`) or instant with its offset (`2023-03-02T08:05:00+07:00`, `…Z`). */
export type IsoMoment = string;

interface CalendarMoment {
  day: number;
  month: number;
  year: number;
  hour: number;
  minute: number;
  second: number;
}

const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The instant of an ISO text; a day alone means its 00:00 in Vietnam.
 * @throws RangeError (a fault of the caller) when the text is not an existing day, or an instant without its offset.
 */
export function parseMoment(iso: IsoMoment): Date {
  const instant = DAY_ONLY.test(iso) ? `${iso}T00:00:00+07:00` : iso;
  const parsed = new Date(instant);
  if (!INSTANT.test(instant) || Number.isNaN(parsed.getTime()) || !isExistingDay(iso)) {
    throw new RangeError(`Not an ISO day, or an ISO instant with its offset: "${iso}"`);
  }
  return parsed;
}

/** JavaScript reads 31 February as 3 March; an official paper must not. */
function isExistingDay(iso: IsoMoment): boolean {
  const day = iso.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

function inVietnam(iso: IsoMoment): CalendarMoment {
  const shifted = new Date(parseMoment(iso).getTime() + VIETNAM_OFFSET_MS);
  return {
    day: shifted.getUTCDate(),
    month: shifted.getUTCMonth() + 1,
    year: shifted.getUTCFullYear(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

function padTwo(value: number): string {
  return String(value).padStart(2, '0');
}

/** `02/03/2023` (tables, registers). */
export function formatShortDate(iso: IsoMoment): string {
  const { day, month, year } = inVietnam(iso);
  return `${padTwo(day)}/${padTwo(month)}/${year}`;
}

/** `ngày 02 tháng 3 năm 2023`. */
export function formatLongDate(iso: IsoMoment): string {
  const { day, month, year } = inVietnam(iso);
  return `ngày ${padTwo(day)} tháng ${month <= 2 ? padTwo(month) : month} năm ${year}`;
}

/** `Đồng Xoài, ngày 02 tháng 3 năm 2023`. */
export function formatPlaceAndDate(place: string, iso: IsoMoment): string {
  return `${place}, ${formatLongDate(iso)}`;
}

/** `08 giờ 05 phút`. */
function formatTime(iso: IsoMoment): string {
  const { hour, minute } = inVietnam(iso);
  return `${padTwo(hour)} giờ ${padTwo(minute)} phút`;
}

/** `08 giờ 05 phút, ngày 02 tháng 3 năm 2023`. */
export function formatMoment(iso: IsoMoment): string {
  return `${formatTime(iso)}, ${formatLongDate(iso)}`;
}

/** `08:05 02/03/2023` (mails, narrow table cells). */
export function formatShortMoment(iso: IsoMoment): string {
  const { hour, minute } = inVietnam(iso);
  return `${padTwo(hour)}:${padTwo(minute)} ${formatShortDate(iso)}`;
}

/** `1.234.567,5`: a dot between thousands, a decimal comma, at most `decimals` digits after it (2 unless told). */
export function formatNumber(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  const shownFraction = fraction.replace(/0+$/, '');
  const shown = shownFraction === '' ? grouped : `${grouped},${shownFraction}`;
  return value < 0 && /[1-9]/.test(shown) ? `-${shown}` : shown;
}

/** `1.234.567 đồng`. The dong has no fraction: another value is a fault of the caller. */
export function formatMoney(dong: number): string {
  if (!Number.isSafeInteger(dong)) throw new RangeError(`Not a whole number of dong: ${dong}`);
  return `${formatNumber(dong, 0)} đồng`;
}

/** `150,5 m²`. */
export function formatArea(squareMetres: number): string {
  return `${formatNumber(squareMetres)} m²`;
}
