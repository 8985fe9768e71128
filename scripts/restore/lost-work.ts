import { withClient } from '../../db/with-client';

/** A dossier that stood further before the restore than after it. */
export interface LostWork {
  readonly code: string;
  readonly status: string;
  /** Steps that are no longer there; all of them for a dossier that is not there at all. */
  readonly steps: number;
  readonly lastStepAt: string;
  /** Who took the last of them, for asking. */
  readonly lastBy: string | null;
}

interface Standing {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly seq: number;
  readonly updated_at: Date;
  readonly last_by: string | null;
}

const STANDINGS = `
  select d.id, d.code, d.status, d.seq, d.updated_at,
         (select a.display_name from dossier_event e left join account a on a.id::text = e.actor
           where e.dossier_id = d.id order by e.seq desc limit 1) as last_by
    from dossier d order by d.code`;

/**
 * What was done after the backup, by dossier, with whom to ask for the papers. Read from what was there before, as far as that
 * can still be read.
 * @returns undefined when it cannot be read at all
 */
export async function findLostWork(lostUrl: string, restoredUrl: string): Promise<readonly LostWork[] | undefined> {
  const before = await readStandings(lostUrl).catch(() => undefined);
  if (before === undefined) return undefined;
  const after = new Map((await readStandings(restoredUrl)).map((row) => [row.id, row]));
  return before.flatMap((row) => {
    const steps = row.seq - (after.get(row.id)?.seq ?? 0);
    if (steps <= 0) return [];
    return [
      { code: row.code, status: row.status, steps, lastStepAt: row.updated_at.toISOString(), lastBy: row.last_by },
    ];
  });
}

function readStandings(url: string): Promise<readonly Standing[]> {
  return withClient(url, 'sodo-restore', async (client) => (await client.query<Standing>(STANDINGS)).rows);
}
