import type { TFunction } from 'i18next';
import { weekdayOf } from '../../lib/working-days';

/** `T4 25/11`. */
export function dayLabel(day: string, t: TFunction<'workload'>): string {
  const [, month = '', date = ''] = day.split('-');
  return `${t(`weekday.${weekdayOf(day)}`)} ${date}/${month}`;
}
