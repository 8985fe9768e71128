import type { Probe } from '../domain/health/probes';

const numbers = new Intl.NumberFormat('vi-VN');
const formatNumber = (value: number) => numbers.format(value);

const BYTE_STEPS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A measured value with its unit, as people say it: `12 ms`, `43 %`, `1,2 GB`, `15 phút`. */
export function measureText(value: number, unit: Probe['unit'], minutes: (count: string) => string): string {
  switch (unit) {
    case 'ms':
      return `${formatNumber(value < 10 ? tenths(value) : Math.round(value))} ms`;
    case 'ratio':
      return `${formatNumber(tenths(value * 100))} %`;
    case 'bytes':
      return bytesText(value);
    case 'seconds':
      return value < 120 ? `${formatNumber(Math.round(value))} s` : minutes(formatNumber(Math.round(value / 60)));
    case 'count':
      return formatNumber(value);
  }
}

export function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  const step = size < 1 ? 0 : Math.min(BYTE_STEPS.length - 1, Math.floor(Math.log10(size) / 3));
  return `${formatNumber(tenths(bytes / 1000 ** step))} ${BYTE_STEPS[step] ?? ''}`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
