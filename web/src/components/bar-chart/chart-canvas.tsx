import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([Bars, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface BarChartProps {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly colour: string; readonly values: readonly number[] }[];
  /** Bars lie, with room for long names. */
  readonly horizontal?: boolean;
  readonly height?: number;
}

/** The picture itself, by echarts, as SVG. */
export function ChartCanvas({ label, categories, series, horizontal = false, height = 260 }: BarChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  useEffect(() => {
    if (!place.current) return undefined;
    const made = init(place.current, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const names = {
      type: 'category' as const,
      data: [...categories],
      inverse: horizontal,
      axisLabel: { color: '#30363d', width: horizontal ? 150 : undefined, overflow: 'truncate' as const },
    };
    const numbers = { type: 'value' as const, minInterval: 1, axisLabel: { color: '#30363d' } };
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit' },
        grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
        legend: { type: 'scroll', top: 0, textStyle: { color: '#30363d' } },
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
        xAxis: horizontal ? numbers : names,
        yAxis: horizontal ? names : numbers,
        series: series.map(({ name, colour, values }) => ({
          ...{ type: 'bar', stack: 'all', name, data: [...values], barMaxWidth: 34 },
          itemStyle: { color: colour },
        })),
      },
      { notMerge: true },
    );
  }, [categories, series, horizontal]);
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />;
}
