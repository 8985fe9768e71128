import type { Statistics } from '../../contracts/statistics.schema';
import type { Unit } from '../../db/repositories/unit-repository';
import { renderStatistics } from '../../templates/documents/statistics-report';
import { statisticsRows } from '../../templates/documents/statistics-rows';

/** The statistics as an official paper of the unit that asks for them. Number and place are filled in by hand. */
export function renderStatisticsPaper(
  statistics: Statistics,
  issuer: { readonly unit: Unit | undefined; readonly parent: Unit | undefined },
  now: Date,
): Promise<Buffer> {
  const { from, to, asOf } = statistics;
  return renderStatistics({
    issuer: { name: issuer.unit?.name ?? '………………', superior: issuer.parent?.name },
    place: '………………',
    issuedAt: now.toISOString(),
    period: { from, to },
    asOf,
    ...statisticsRows(statistics),
  });
}
