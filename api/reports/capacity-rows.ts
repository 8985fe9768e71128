import { measureText } from '../../contracts/measure-text';
import type { SystemHealth } from '../../contracts/system-health.schema';
import type { CapacityRow } from '../../templates/documents/capacity-report';
import { HEALTH_STATE_NAMES, PROBE_NAMES } from '../../templates/documents/health-names';

const MONTH_DAYS = 30;
type Probe = SystemHealth['probes'][number];

/** Every part and link in words, as the capacity report has them. */
export function capacityRows({ probes }: SystemHealth): CapacityRow[] {
  return probes.map(({ id, unit, state, latest, limit, trend }) => {
    const text = (value: number | null) => (value === null ? '' : inWords(value, unit));
    return {
      part: PROBE_NAMES[id],
      state: HEALTH_STATE_NAMES[state],
      now: latest.value === null ? 'không đo được' : text(latest.value),
      limit: text(limit),
      growth: trend === null ? '' : signed(trend.perDay * MONTH_DAYS, unit),
    };
  });
}

function signed(value: number, unit: Probe['unit']): string {
  return `${value < 0 ? '−' : '+'}${inWords(Math.abs(value), unit)}`;
}

function inWords(value: number, unit: Probe['unit']): string {
  return measureText(value, unit, (count) => `${count} phút`);
}
