import type { DossierFigures } from '../../domain/statistics/dossier-figures';
import type { DossierTable } from '../../domain/statistics/dossier-counts';

export interface FigureRow {
  readonly name: string;
  readonly figures: readonly number[];
}

/** The rows of a printed report, their figures in the order of its columns. */
export function statisticsRows({ units, fields, total }: DossierTable) {
  return {
    units: units.map(({ unitName, figures }): FigureRow => ({ name: unitName, figures: inOrder(figures) })),
    fields: fields.map(({ name, figures }): FigureRow => ({ name, figures: inOrder(figures) })),
    total: { name: 'Tổng cộng', figures: inOrder(total) } satisfies FigureRow,
  };
}

function inOrder({ received, resolved, inProgress, paused }: DossierFigures): number[] {
  return [
    ...[received.total, received.online, received.direct, received.carriedOver],
    ...[resolved.total, resolved.early, resolved.onTime, resolved.late],
    ...[inProgress.total, inProgress.inTime, inProgress.overdue],
    ...[paused.total, paused.supplement, paused.obligation, paused.stopped],
  ];
}
