/**
 * ISO 8601 texts of timers (BPMN 2.0.2 §10.5.5), brought to the one form that the engine reads. Every
 * function answers `undefined` for a text that is not ISO 8601.
 */

const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const SECONDS_OF = { week: 604_800, day: 86_400, hour: 3_600, minute: 60 } as const;
/** A century and more is a slip of the pen; it also keeps every due time inside what a date can hold. */
const MAX_SECONDS = 1_000 * 366 * 86_400;

const DATE_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** A duration as it is written: the calendar's part, and the part that has a fixed length. */
interface DurationParts {
  readonly sign: 1 | -1;
  readonly years: number;
  readonly months: number;
  readonly seconds: number;
  /** Already in the form that `normaliseDuration` gives. */
  readonly isNormal: boolean;
}

/**
 * The one reader of durations: timers of a file, of FEEL, and the steps of a scenario. A fraction (`.` or `,`) may stand
 * on the smallest part only, as ISO 8601 says, and not on years and months, which have no fixed length.
 */
function readDuration(text: string): DurationParts | undefined {
  const match = DURATION.exec(text);
  if (!match || text.endsWith('T') || text.endsWith('P')) return undefined;
  const [sign, ...written] = match.slice(1);
  const parts = written.map((part) => part?.replace(',', '.'));
  const given = parts.filter((part) => part !== undefined);
  if (given.slice(0, -1).some((part) => part.includes('.'))) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const { week, day, hour, minute } = SECONDS_OF;
  return {
    sign: sign === '-' ? -1 : 1,
    years,
    months,
    seconds: fixed(weeks * week + days * day + hours * hour + minutes * minute + seconds),
    isNormal: given.every((part) => !part.includes('.')) && parts[2] === undefined,
  };
}

/** A duration as calendar months and milliseconds (a day has 24 hours: there is no daylight saving); a `-` before it is read too. */
export function parseDuration(text: string): { readonly months: number; readonly ms: number } | undefined {
  const duration = readDuration(text);
  if (!duration) return undefined;
  const { sign, years, months, seconds } = duration;
  return { months: sign * (years * 12 + months), ms: sign * Math.round(seconds * 1_000) };
}

/** A positive or zero duration as `PnYnMnDTnHnMnS`: weeks become days, fractions go down to the next smaller units. */
export function normaliseDuration(text: string): string | undefined {
  const duration = readDuration(text);
  if (!duration || duration.sign < 0) return undefined;
  const { years, months, seconds, isNormal } = duration;
  if (seconds > MAX_SECONDS || years > 1_000 || months > 12_000) return undefined;
  // Whole parts stay as they were written: 36 hours are not "one and a half days" for somebody who reads them.
  return isNormal ? text : writeDuration(years, months, seconds);
}

/** Milliseconds are the finest that is kept. */
function fixed(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}

function writeDuration(years: number, months: number, seconds: number): string {
  const days = Math.floor(seconds / SECONDS_OF.day);
  const hours = Math.floor((seconds % SECONDS_OF.day) / SECONDS_OF.hour);
  const minutes = Math.floor((seconds % SECONDS_OF.hour) / SECONDS_OF.minute);
  const left = fixed(seconds % SECONDS_OF.minute);
  const date = part(years, 'Y') + part(months, 'M') + part(days, 'D');
  const time = part(hours, 'H') + part(minutes, 'M') + part(left, 'S');
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}

/** A real date, or date and time, as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.sss][Z|±hh:mm]`; the basic form is accepted. */
export function normaliseDateTime(text: string): string | undefined {
  const match = DATE_TIME.exec(text);
  if (!match || !hasOneForm(text)) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', fraction, offset = ''] = match;
  const date = `${year}-${month}-${day}`;
  const midnight = new Date(`${date}T00:00:00Z`);
  // 30 February rolls over instead of being refused.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return undefined;
  if (hour === undefined) return date;
  const zone = offset === '' || offset === 'Z' ? offset : normaliseOffset(offset);
  const time = `${hour}:${minute}:${second}${fraction ? `.${fraction.padEnd(3, '0').slice(0, 3)}` : ''}`;
  if (zone === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${date}T${time}${zone}`;
}

/** Extended (`-`, `:`) or basic, not half and half. */
function hasOneForm(text: string): boolean {
  const [date = '', time = ''] = text.split('T');
  const clock = time.replace(/(?:Z|[+-]\d{2}(?::?\d{2})?)$/, '');
  const isExtended = date.includes('-');
  if (isExtended && date.split('-').length !== 3) return false;
  const hasMinutes = /\d{2}:?\d{2}/.test(clock);
  if (isExtended) return !/\d{3}/.test(clock.replace(/[.,].*$/, ''));
  return !hasMinutes || !clock.includes(':');
}

function normaliseOffset(offset: string): string | undefined {
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return Number(hours) <= 18 && Number(minutes) <= 59 && sign !== '' ? `${sign}${hours}:${minutes}` : undefined;
}

/** `Rn/duration`, `R/duration` or `Rn/start/duration`; an interval of no length would fire for ever and is refused. */
export function normaliseCycle(text: string): string | undefined {
  const match = /^(R\d{0,9})\/(?:([^/]+)\/)?([^/]+)$/.exec(text);
  if (!match) return undefined;
  const [, repetitions = '', startText, intervalText = ''] = match;
  const start = startText === undefined ? '' : normaliseDateTime(startText);
  const interval = normaliseDuration(intervalText);
  if (start === undefined || interval === undefined || !/[1-9]/.test(interval)) return undefined;
  return [repetitions, ...(start === '' ? [] : [start]), interval].join('/');
}
