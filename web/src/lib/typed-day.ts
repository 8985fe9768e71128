import dayjs, { type Dayjs } from 'dayjs';

/** A calendar day as the API writes it. */
const STORED = 'YYYY-MM-DD';

/** The first is shown; the others are what quick fingers type. */
export const TYPED_DAYS = ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY', 'DD-MM-YYYY', 'DD.MM.YYYY'];

/** @returns null for what is no day: a picker shows nothing then */
export function pickedFrom(day: string | undefined): Dayjs | null {
  const picked = day ? dayjs(day, STORED) : null;
  return picked?.isValid() ? picked : null;
}

export function storedFrom(picked: Dayjs): string {
  return picked.format(STORED);
}
