import type { z } from 'zod';
import type { slaDossierListSchema, slaPeopleSchema, slaSchema } from '../../../../contracts/sla.schema';

export type Board = z.infer<typeof slaSchema>;
export type People = z.infer<typeof slaPeopleSchema>;
export type BehindPage = z.infer<typeof slaDossierListSchema>;
export type BehindDossier = BehindPage['items'][number];

/** Which dossiers: the question behind a number, as it stands in the page's address. */
export interface Behind {
  readonly unit?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly procedure?: string;
  readonly assignee?: string;
}
export const BEHIND_KEYS = ['unit', 'state', 'reason', 'procedure', 'assignee'] as const;

/** One line of the board. */
export interface BoardRow {
  readonly key: string;
  readonly name: string;
  readonly open: number;
  readonly running: number;
  readonly nearDue: number;
  readonly overdue: number;
  readonly decided: number;
  /** By reason; for people there is one number for all. */
  readonly paused: Readonly<Record<string, number>>;
  /** The dossiers of the whole line. */
  readonly behind: Behind;
}

type Totals = Omit<Board['units'][number], 'unitId' | 'unitName' | 'byStatus'>;

/** The sum of all units, for the numbers at the top. */
export function sumUnits(units: Board['units']): Totals {
  const paused: Record<string, number> = {};
  for (const unit of units)
    for (const [reason, count] of Object.entries(unit.paused)) paused[reason] = (paused[reason] ?? 0) + count;
  const of = (name: 'open' | 'running' | 'nearDue' | 'overdue' | 'decided') =>
    units.reduce((sum, unit) => sum + unit[name], 0);
  return {
    ...{ open: of('open'), running: of('running'), nearDue: of('nearDue'), overdue: of('overdue') },
    ...{ decided: of('decided'), paused },
  };
}
