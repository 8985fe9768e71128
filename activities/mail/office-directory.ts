import type { Pool } from 'pg';
import { buildUnitTree, type UnitTree } from '../../domain/access/unit-tree';
import type { Mailbox } from './send-mail';

/** Heads and managers by unit, and how the units stand under one another. */
export interface OfficeDirectory {
  readonly units: UnitTree;
  readonly headsOf: (unitId: string) => readonly Mailbox[];
  readonly managersOf: (unitId: string) => readonly Mailbox[];
}

/** People change their place rarely, mails come by the thousand. */
const KEPT_FOR_MS = 60_000;

/** The directory as of at most a minute ago. */
export function createOfficeDirectory(pool: Pool): () => Promise<OfficeDirectory> {
  let kept: { readonly directory: Promise<OfficeDirectory>; readonly until: number } | undefined;
  return () => {
    if (!kept || Date.now() >= kept.until) {
      const fresh = { directory: readOfficeDirectory(pool), until: Date.now() + KEPT_FOR_MS };
      kept = fresh;
      fresh.directory.catch(() => {
        if (kept === fresh) kept = undefined; // the next mail asks again
      });
    }
    return kept.directory;
  };
}

/** The directory as of now, for what is rarely sent. */
export async function readOfficeDirectory(pool: Pool): Promise<OfficeDirectory> {
  const [units, people] = await Promise.all([
    pool.query<{ id: string; parentId: string | null }>('select id, parent_id as "parentId" from unit'),
    pool.query<Mailbox & { role: string; unitId: string }>(
      `select r.role, r.unit_id as "unitId", a.display_name as name, a.email as address
       from account_role r join account a on a.id = r.account_id
       where a.active and r.role in ('unitHead', 'manager') order by a.display_name, a.id`,
    ),
  ]);
  const byPost = new Map<string, Mailbox[]>();
  for (const { role, unitId, name, address } of people.rows) {
    const post = `${role}/${unitId}`;
    const holders = byPost.get(post) ?? [];
    holders.push({ name, address });
    byPost.set(post, holders);
  }
  return {
    units: buildUnitTree(units.rows),
    headsOf: (unitId) => byPost.get(`unitHead/${unitId}`) ?? [],
    managersOf: (unitId) => byPost.get(`manager/${unitId}`) ?? [],
  };
}
