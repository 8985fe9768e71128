import type { Pool } from 'pg';
import type { PageRequest } from '../load/load-job';

/** People who look at lists, each with a bearer token: one of a busy branch, its head, and one who sees the whole province. */
export interface ListReaders {
  readonly officer: string;
  readonly head: string;
  readonly province: string;
}

/** Samples of each kind that are not counted: the first requests find cold caches and unprepared statements. */
export const WARM_UP_REQUESTS = 10;
const REQUESTS = 200;

/**
 * What people ask for, each kind 200 times with different values: the budget speaks of inbox, search, dossier page and
 * dashboard. Search is asked by whoever sees most, which is the hardest.
 */
export async function listRequests(
  pool: Pool,
  readers: ListReaders,
): Promise<ReadonlyMap<string, readonly PageRequest[]>> {
  const { rows } = await pool.query<{ id: string; code: string; name: string; closed: boolean }>(
    `select d.id, d.code, d.applicant_name as name, d.closed_at is not null as closed
      from dossier d where exists (select from dossier_event e where e.dossier_id = d.id) and d.code like '000.%'
      order by md5(d.id::text) limit $1`,
    [2 * (REQUESTS + WARM_UP_REQUESTS)],
  );
  const make = (kind: string, token: string, path: (row: (typeof rows)[number]) => string, from = rows) =>
    [
      kind,
      Array.from({ length: REQUESTS + WARM_UP_REQUESTS }, (_, index): PageRequest => {
        const row = from[index % from.length];
        if (!row) throw new Error('the lists are empty');
        return { kind, token, path: `/api/v1${path(row)}` };
      }),
    ] as const;
  const search = (text: string) => `/dossiers?q=${encodeURIComponent(text)}`;
  const { officer, head, province } = readers;
  return new Map([
    make('inbox.mine', officer, () => '/inbox?view=mine'),
    make('inbox.groups', officer, () => '/inbox?view=groups'),
    make('inbox.groupsByStep', officer, () => '/inbox?view=groups&step=appraise'),
    make('inbox.groupsOverdue', officer, () => '/inbox?view=groups&due=overdue'),
    make(
      'inbox.groupsByText',
      officer,
      ({ name }) => `/inbox?view=groups&q=${encodeURIComponent(withoutAccents(name))}`,
    ),
    make('inbox.steps', officer, () => '/inbox/steps'),
    make('inbox.next', officer, () => '/inbox/next'),
    make('search.wholeCode', province, ({ code }) => search(code)),
    make('search.codePrefix', province, ({ code }) => search(code.slice(0, code.lastIndexOf('-')))),
    make('search.name', province, ({ name }) => search(withoutAccents(name))),
    make('search.nameInBranch', officer, ({ name }) => search(withoutAccents(name))),
    make('search.newest', province, () => '/dossiers'),
    make('search.newestInBranch', officer, () => '/dossiers'),
    make(
      'page.open',
      province,
      ({ id }) => `/dossiers/${id}`,
      rows.filter(({ closed }) => !closed),
    ),
    make(
      'page.closed',
      province,
      ({ id }) => `/dossiers/${id}`,
      rows.filter(({ closed }) => closed),
    ),
    make('sla.branch', head, () => '/sla'),
    make('sla.province', province, () => '/sla'),
    make('sla.people', province, () => '/sla/people'),
    make('sla.behindBranch', head, () => '/sla/dossiers?state=nearDue'),
    make('sla.behindProvince', province, () => '/sla/dossiers?state=overdue'),
    make('workload.province', province, () => '/workload'),
  ]);
}

/** As people type it. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .toLowerCase();
}
