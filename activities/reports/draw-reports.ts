import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { hashFigures } from '../../db/reports/figures-hash';
import type { LocalDate } from '../../domain/clock/instant';
import type { ReportCommand } from '../../domain/reports/report-command';
import type { ReportFigures } from '../../domain/reports/report-figures';
import { askCase } from '../ask-case';
import { keepWords } from '../keep-words';
import { drawFigures } from './draw-figures';

const AT_ONCE = 5;

interface ToDraw {
  readonly id: string;
  readonly seq: number;
  readonly unitId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Draws up the figures of every report that waits for them, and tells it. They are stored first, under a key of
 * the step they are for: repeated, the same figures are told.
 * @param onFault told of a report whose figures could not be drawn up; it is tried again, the others do not wait for it
 * @returns how many were told
 */
export async function drawReports(pool: Pool, client: Client, onFault: (error: unknown) => void): Promise<number> {
  const { rows } = await pool.query<ToDraw>(
    `select r.id, c.seq, r.unit_id as "unitId", r.from_day::text as from, r.to_day::text as to
     from periodic_report r join case_record c on c.id = r.id
     where r.status = 'collecting' order by r.opened_at, r.id limit $1`,
    [AT_ONCE],
  );
  let told = 0;
  for (const report of rows) {
    try {
      if (await draw(pool, client, report)) told += 1;
    } catch (error) {
      onFault(error);
    }
  }
  return told;
}

async function draw(pool: Pool, client: Client, { id, seq, unitId, from, to }: ToDraw): Promise<boolean> {
  const requestKey = `figures/${id}/${seq}`;
  const drawn = await drawFigures(pool, unitId, { from, to }, new Date());
  await keepWords(pool, { requestKey, caseId: id, type: 'recordFigures' }, { figures: drawn });
  const stored = await pool.query<{ figures: ReportFigures }>(
    `select payload -> 'figures' as figures from case_submission where id = $1`,
    [requestKey],
  );
  const figures = stored.rows[0]?.figures ?? drawn;
  const command: Extract<ReportCommand, { type: 'recordFigures' }> = {
    type: 'recordFigures',
    requestKey,
    submission: requestKey,
    actor: { id: 'system' },
    figures: { submission: requestKey, sha256: hashFigures(figures), asOf: Date.parse(figures.asOf) },
  };
  return askCase(client, 'periodicReport', id, command);
}
