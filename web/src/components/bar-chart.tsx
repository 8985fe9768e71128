import { lazy, Suspense } from 'react';
import type { BarChartProps } from './bar-chart/chart-canvas';
import { PageLoading } from './page-loading';

/** echarts is large: it comes when a chart is looked at. */
const ChartCanvas = lazy(async () => ({ default: (await import('./bar-chart/chart-canvas')).ChartCanvas }));

/** Stacked bars. Never alone: a table beside it has the same numbers, for whoever cannot see the picture. */
export function BarChart(props: BarChartProps) {
  return (
    <Suspense fallback={<PageLoading />}>
      <ChartCanvas {...props} />
    </Suspense>
  );
}
