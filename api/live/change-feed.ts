import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { LiveChange } from '../../contracts/live.schema';

/** Who listens: it is told of dossiers that one of its units receives or handles. */
interface Listener {
  readonly units: ReadonlySet<string>;
  readonly tell: (change: LiveChange) => void;
}

export interface ChangeFeed {
  /** @returns how to stop listening */
  listen(listener: Listener): () => void;
}

const POLL_MS = 1_000;
/** A step becomes visible at its commit, its time is that of its beginning: we look back further than a commit takes. */
const LOOK_BACK_MS = 15_000;
/** More changes at once than anybody could look at: pages read their lists anew. */
const MOST_CHANGES = 500;

interface ChangedRow {
  readonly id: string;
  readonly seq: number;
  readonly receiving: string;
  readonly handling: string;
  readonly at: Date;
}

/**
 * What has changed a moment ago, for pages that are open: one index range scan a second in each api process, and only while
 * somebody listens. Polling instead of NOTIFY: a notifying commit would wait for every other one (ADR 0012).
 */
export function createChangeFeed(pool: Pool, logger: Logger): ChangeFeed {
  const listeners = new Set<Listener>();
  /** Steps told already, by dossier; forgotten when they are out of sight. */
  let told = new Map<string, { readonly seq: number; readonly at: number }>();
  let since: Date | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function poll(): Promise<void> {
    if (!since) {
      const { rows } = await pool.query<{ now: Date }>('select now()');
      since = rows[0]?.now ?? new Date();
    }
    const { rows } = await pool.query<ChangedRow>({
      name: 'changed-dossiers',
      text: `select id, seq, receiving_unit_id as receiving, handling_unit_id as handling, updated_at as at from dossier
        where updated_at > $1 order by updated_at limit ${MOST_CHANGES + 1}`,
      values: [new Date(since.getTime() - LOOK_BACK_MS)],
    });
    if (rows.length > MOST_CHANGES) {
      const { rows: clock } = await pool.query<{ now: Date }>('select now()');
      since = clock[0]?.now ?? since;
      for (const { tell } of listeners) tell({ all: true, dossiers: [] });
      return;
    }
    const fresh = rows.filter(({ id, seq }) => (told.get(id)?.seq ?? -1) !== seq);
    const newest = rows.at(-1)?.at;
    if (newest && newest > since) since = newest;
    const horizon = since.getTime() - LOOK_BACK_MS;
    for (const { id, seq, at } of fresh) told.set(id, { seq, at: at.getTime() });
    told = new Map([...told].filter(([, { at }]) => at >= horizon));
    if (fresh.length === 0) return;
    for (const { units, tell } of listeners) {
      const dossiers = fresh.filter(({ receiving, handling }) => units.has(receiving) || units.has(handling));
      if (dossiers.length > 0) tell({ all: false, dossiers: dossiers.map(({ id, seq }) => ({ id, seq })) });
    }
  }

  function schedule(): void {
    timer = setTimeout(() => {
      poll()
        .catch((error: unknown) => logger.warn({ err: error }, 'changes could not be read; trying again'))
        .finally(() => (listeners.size > 0 ? schedule() : rest()));
    }, POLL_MS);
    timer.unref();
  }

  function rest(): void {
    timer = undefined;
    since = undefined;
    told.clear();
  }

  return {
    listen(listener) {
      listeners.add(listener);
      if (!timer) schedule();
      return () => listeners.delete(listener);
    },
  };
}
