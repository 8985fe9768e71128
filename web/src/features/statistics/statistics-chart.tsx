import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '../../../../contracts/statistics.schema';
import { COLOURS } from '../../app/theme';
import { BarChart } from '../../components/bar-chart';

type Figures = Statistics['total'];

/** Where the dossiers of each unit are; the colours of good and late are those of the rest of the app. */
const parts: readonly { readonly key: string; readonly colour: string; readonly of: (figures: Figures) => number }[] = [
  { key: 'early', colour: '#5fa97c', of: ({ resolved }) => resolved.early },
  { key: 'onTime', colour: COLOURS.fine, of: ({ resolved }) => resolved.onTime },
  { key: 'late', colour: COLOURS.late, of: ({ resolved }) => resolved.late },
  { key: 'inTime', colour: '#7fb2e5', of: ({ inProgress }) => inProgress.inTime },
  { key: 'overdue', colour: '#e07b72', of: ({ inProgress }) => inProgress.overdue },
  { key: 'paused', colour: COLOURS.paused, of: ({ paused }) => paused.total },
];

/** The picture of the table above it. */
export function StatisticsChart({ units }: { readonly units: Statistics['units'] }) {
  const { t } = useTranslation('statistics');
  const names = useMemo(() => units.map(({ unitName }) => unitName), [units]);
  const series = useMemo(
    () =>
      parts.map(({ key, colour, of }) => ({
        name: t(`part.${key}`),
        colour,
        values: units.map(({ figures }) => of(figures)),
      })),
    [units, t],
  );
  return (
    <BarChart
      label={t('chart')}
      categories={names}
      series={series}
      horizontal
      height={Math.max(200, 90 + units.length * 38)}
    />
  );
}
