import type { SystemHealth } from '../../../../contracts/system-health.schema';

type Sample = SystemHealth['probes'][number]['hours'][number];

interface SparklineProps {
  readonly samples: readonly Sample[];
  /** What the line shows, in words. */
  readonly label: string;
}

const WIDTH = 160;
const HEIGHT = 32;
const DAY_MS = 86_400_000;

/** The last day at a glance; where nothing could be measured the line is broken. */
export function Sparkline({ samples, label }: SparklineProps) {
  const end = samples.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), 0);
  const most = Math.max(...samples.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  const x = (at: string) => WIDTH - 1 - ((end - Date.parse(at)) / DAY_MS) * (WIDTH - 2);
  const y = (value: number) => HEIGHT - 2 - (value / most) * (HEIGHT - 4);
  const path = samples
    .map(({ at, value }, index) => {
      if (value === null) return '';
      const isFirst = (samples[index - 1]?.value ?? null) === null;
      return `${isFirst ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  return (
    <svg role="img" aria-label={label} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <line x1="0" y1={HEIGHT - 1} x2={WIDTH} y2={HEIGHT - 1} stroke="#d0d5dd" />
      <path d={path} fill="none" stroke="#0b5cad" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
