import { Flex, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../../components/day-picker';
import type { Period, PeriodKind } from './period';

interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'year', 'dates'];

/** Month, quarter, year, or from one day to another. */
export function PeriodPicker({ period, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('statistics');
  const change = (part: Partial<Period>) => onChange({ ...period, ...part });
  return (
    <Flex gap={8} wrap align="center">
      <Select<PeriodKind>
        aria-label={t('kind')}
        value={period.kind}
        onChange={(kind) => change({ kind })}
        style={{ width: 130 }}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      {period.kind === 'month' && (
        <Select<number>
          aria-label={t('kinds.month')}
          value={period.month}
          onChange={(month) => change({ month })}
          style={{ width: 120 }}
          options={numbers(12).map((value) => ({ value, label: t('month', { number: value }) }))}
        />
      )}
      {period.kind === 'quarter' && (
        <Select<number>
          aria-label={t('kinds.quarter')}
          value={period.quarter}
          onChange={(quarter) => change({ quarter })}
          style={{ width: 120 }}
          options={numbers(4).map((value) => ({ value, label: t('quarter', { number: value }) }))}
        />
      )}
      {period.kind === 'dates' ? (
        <>
          <DayPicker
            aria-label={t('from')}
            value={period.from}
            clearable={false}
            onChange={(from) => from && change({ from })}
          />
          <DayPicker aria-label={t('to')} value={period.to} clearable={false} onChange={(to) => to && change({ to })} />
        </>
      ) : (
        <InputNumber
          aria-label={t('kinds.year')}
          value={period.year}
          min={2010}
          max={2100}
          precision={0}
          onChange={(year) => year !== null && change({ year })}
          style={{ width: 90 }}
        />
      )}
    </Flex>
  );
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
