import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../components/bar-chart';
import { dayLabel } from './day-label';
import type { Workload } from './workload-page';

/** Eleven branches and the office itself: as many colours, told apart also by their names in the tip. */
const COLOURS = [
  '#0b5cad',
  '#8a5300',
  '#1b6e3c',
  '#5b4b9a',
  '#b42318',
  '#0f7b8a',
  '#6b5b00',
  '#a0337f',
  '#3f5d2a',
  '#7a3e1d',
  '#34495e',
  '#c05621',
];

/** Deadlines of each coming day, by unit: the picture of the table below it. */
export function LoadChart({ workload }: { readonly workload: Workload }) {
  const { t } = useTranslation('workload');
  const { days, units } = workload;
  const categories = useMemo(() => days.map((day) => dayLabel(day, t)), [days, t]);
  const series = useMemo(
    () =>
      units.map(({ unitName, perDay }, index) => ({
        name: unitName,
        colour: COLOURS[index % COLOURS.length] ?? '#0b5cad',
        values: perDay,
      })),
    [units],
  );
  if (units.length === 0) return null;
  return <BarChart label={t('chart')} categories={categories} series={series} height={240} />;
}
