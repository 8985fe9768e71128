/** Everything is shown in Vietnamese time, wherever the browser stands. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const dateFormat = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: TIME_ZONE, day: '2-digit', month: '2-digit', year: 'numeric' },
});
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});
const clockFormat = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
});
const moneyFormat = new Intl.NumberFormat('vi-VN');
const isoDateFormat = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE });

/** `25/11/2026`. */
export function formatDate(instant: string | number | Date): string {
  return dateFormat.format(new Date(instant));
}

/** `25/11/2026 14:30`. */
export function formatDateTime(instant: string | number | Date): string {
  return `${formatDate(instant)} ${formatTime(instant)}`;
}

/** `14:30`. */
export function formatTime(instant: string | number | Date): string {
  return timeFormat.format(new Date(instant));
}

/** `14:30:05`. */
export function formatClock(instant: string | number | Date): string {
  return clockFormat.format(new Date(instant));
}

/** A calendar day `2026-11-25` as `25/11/2026`. */
export function formatDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** The Vietnamese day of an instant as `2026-11-25`. */
export function vietnamDay(instant: string | number | Date): string {
  return isoDateFormat.format(new Date(instant));
}

/** Whole đồng: `1.900.000.000 đ`. */
export function formatMoney(amount: number): string {
  return `${moneyFormat.format(amount)} đ`;
}

export function formatNumber(value: number): string {
  return moneyFormat.format(value);
}
