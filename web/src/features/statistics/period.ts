export type PeriodKind = 'month' | 'quarter' | 'year' | 'dates';

export interface Period {
  readonly kind: PeriodKind;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 4. */
  readonly quarter: number;
  /** First and last day, of a period given by dates. */
  readonly from: string;
  readonly to: string;
}

/** The month of that day. */
export function presentPeriod(today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return { kind: 'month', year, month, quarter: Math.ceil(month / 3), from: `${today.slice(0, 8)}01`, to: today };
}

/** First and last day of a period, both included. */
export function daysOf({ kind, year, month, quarter, from, to }: Period): {
  readonly from: string;
  readonly to: string;
} {
  if (kind === 'dates') return { from, to };
  if (kind === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` };
  const [first, last] = kind === 'month' ? [month, month] : [quarter * 3 - 2, quarter * 3];
  return { from: `${year}-${twoDigits(first)}-01`, to: `${year}-${twoDigits(last)}-${lastDay(year, last)}` };
}

function lastDay(year: number, month: number): string {
  return twoDigits(new Date(Date.UTC(year, month, 0)).getUTCDate());
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
