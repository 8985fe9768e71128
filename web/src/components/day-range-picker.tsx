import { DatePicker } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { pickedFrom, storedFrom, TYPED_DAYS } from '../lib/typed-day';

/** First and last day, both included: `2026-11-25`. */
export type DayRange = readonly [string, string];

interface DayRangePickerProps {
  readonly id?: string;
  readonly value?: DayRange;
  readonly onChange?: (days: DayRange | undefined) => void;
  readonly first?: string;
  readonly clearable?: boolean;
  readonly style?: CSSProperties;
  readonly 'aria-label'?: string;
}

/** From one day to another; typed like a single one (components/day-picker.tsx). */
export function DayRangePicker({ value, onChange, first, clearable = true, ...field }: DayRangePickerProps) {
  const { t } = useTranslation();
  return (
    <DatePicker.RangePicker
      placeholder={[t('day.typed'), t('day.typed')]}
      {...field}
      format={TYPED_DAYS}
      value={value ? [pickedFrom(value[0]), pickedFrom(value[1])] : null}
      minDate={pickedFrom(first) ?? undefined}
      allowClear={clearable}
      onChange={(picked) =>
        onChange?.(picked?.[0] && picked[1] ? [storedFrom(picked[0]), storedFrom(picked[1])] : undefined)
      }
    />
  );
}
