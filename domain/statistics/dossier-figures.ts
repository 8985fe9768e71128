import type { PauseReason } from '../clock/deadline-state';
import { PAUSE_REASONS } from '../clock/deadline-state';

/**
 * The figures of the one-stop report on dossiers received and resolved (II.06-type, domain-facts §3.4):
 *
 * F1  received = online + direct (counter, post) + carried over from the period before.
 * F2  received = resolved + in progress + paused: every dossier of a period ends up in exactly one cell.
 */
export interface DossierFigures {
  readonly received: {
    readonly total: number;
    readonly online: number;
    readonly direct: number;
    readonly carriedOver: number;
  };
  readonly resolved: {
    readonly total: number;
    readonly early: number;
    readonly onTime: number;
    readonly late: number;
  };
  readonly inProgress: { readonly total: number; readonly inTime: number; readonly overdue: number };
  readonly paused: {
    readonly total: number;
    readonly supplement: number;
    readonly obligation: number;
    readonly stopped: number;
  };
}

/** Where a dossier comes from in a period, and where it is at its end. */
export type Origin = 'online' | 'direct' | 'carriedOver';
export type Standing = 'early' | 'onTime' | 'late' | 'inTime' | 'overdue' | 'supplement' | 'obligation' | 'stopped';

export interface FigureCell {
  readonly cell: Origin | Standing;
  readonly count: number;
}

/**
 * Where an open dossier is counted. Only what waits for the citizen, for money or by a written notice counts as paused in the
 * report; a clock that stands for another reason (posting, expert appraisal …) is work in progress.
 */
export function standingOfOpen(openReasons: readonly string[], overdue: boolean): Standing {
  const open = new Set(PAUSE_REASONS.filter((reason) => openReasons.includes(reason)));
  const anyOf = (...reasons: readonly PauseReason[]) => reasons.some((reason) => open.has(reason));
  if (anyOf('STOP_NOTICE')) return 'stopped';
  if (anyOf('SUPPLEMENT')) return 'supplement';
  if (anyOf('TAX', 'PAYMENT')) return 'obligation';
  return overdue ? 'overdue' : 'inTime';
}

export function sumFigures(cells: readonly FigureCell[]): DossierFigures {
  const of = (...names: readonly FigureCell['cell'][]) =>
    cells.reduce((sum, { cell, count }) => (names.includes(cell) ? sum + count : sum), 0);
  return {
    received: {
      total: of('online', 'direct', 'carriedOver'),
      online: of('online'),
      direct: of('direct'),
      carriedOver: of('carriedOver'),
    },
    resolved: {
      total: of('early', 'onTime', 'late'),
      early: of('early'),
      onTime: of('onTime'),
      late: of('late'),
    },
    inProgress: { total: of('inTime', 'overdue'), inTime: of('inTime'), overdue: of('overdue') },
    paused: {
      total: of('supplement', 'obligation', 'stopped'),
      supplement: of('supplement'),
      obligation: of('obligation'),
      stopped: of('stopped'),
    },
  };
}
