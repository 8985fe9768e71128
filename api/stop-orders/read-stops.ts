import type { Pool } from 'pg';
import type { StopMode, StoppableFunction } from '../../domain/incidents/stoppable-functions';

export interface StopRow {
  readonly function: StoppableFunction;
  readonly mode: StopMode;
  readonly since: Date;
}

/** What is stopped now; of two orders for the same function the sharper. */
export async function listStops(pool: Pool): Promise<StopRow[]> {
  const { rows } = await pool.query<StopRow>({
    name: 'stopped-functions',
    text: `select distinct on (function) function, mode, since from stopped_function
      order by function, (mode = 'off') desc, since`,
  });
  return rows;
}
