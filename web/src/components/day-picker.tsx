import { DatePicker } from 'antd';
import { isDayjs } from 'dayjs';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { pickedFrom, storedFrom, TYPED_DAYS } from '../lib/typed-day';

interface DayPickerProps {
  readonly id?: string;
  /** `2026-11-25`. */
  readonly value?: string;
  readonly onChange?: (day: string | undefined) => void;
  readonly onBlur?: () => void;
  /** First and last day that can be chosen, both included. */
  readonly first?: string;
  readonly last?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
  readonly status?: 'error';
  readonly placeholder?: string;
  readonly style?: CSSProperties;
  readonly 'aria-label'?: string;
  readonly 'aria-required'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** One day, typed (05/03/2026, 5/3/2026, 05032026) or picked, in the Vietnamese order whatever the browser's own is. */
export function DayPicker({ value, onChange, first, last, clearable = true, style, ...field }: DayPickerProps) {
  const { t } = useTranslation();
  const isWithin = (day: string) => (!first || day >= first) && (!last || day <= last);
  return (
    <DatePicker
      placeholder={t('day.typed')}
      {...field}
      format={TYPED_DAYS}
      value={pickedFrom(value)}
      minDate={pickedFrom(first) ?? undefined}
      maxDate={pickedFrom(last) ?? undefined}
      allowClear={clearable}
      style={{ width: 165, ...style }}
      onChange={(picked) => onChange?.(picked ? storedFrom(picked) : undefined)}
      // What is typed counts at once: the next click may be the one that sends the form.
      onCalendarChange={(picked) => isDayjs(picked) && isWithin(storedFrom(picked)) && onChange?.(storedFrom(picked))}
    />
  );
}
