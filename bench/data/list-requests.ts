import type { Pool } from 'pg';
import { formatLocalDate, localDateOf, parseLocalDate } from '../../domain/clock/instant';
import type { PageRequest } from '../load/load-job';

/**
 * People who look at lists, each with a bearer token: one of a busy branch, its head, its counter, one who sees the whole
 * province, and who looks after the system.
 */
export interface ListReaders {
  readonly officer: string;
  readonly head: string;
  readonly province: string;
  readonly clerk: string;
  readonly administrator: string;
}

/** Samples of each kind that are not counted: the first requests find cold caches and unprepared statements. */
export const WARM_UP_REQUESTS = 10;
const REQUESTS = 200;

interface Row {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly idNumber: string;
  readonly closed: boolean;
}

/**
 * What people ask for, each kind 200 times with different values: the budget speaks of inbox, search, dossier page and
 * dashboard. Search is asked by whoever sees most, which is the hardest.
 * @param person account who holds tasks
 */
export async function listRequests(
  pool: Pool,
  readers: ListReaders,
  person: string,
  now = new Date(),
): Promise<ReadonlyMap<string, readonly PageRequest[]>> {
  const { rows } = await pool.query<Row>(
    `select d.id, d.code, d.applicant_name as name, d.closed_at is not null as closed,
        d.form #>> '{applicant,idNumber}' as "idNumber"
      from dossier d where exists (select from dossier_event e where e.dossier_id = d.id) and d.code like '000.%'
      order by md5(d.id::text) limit $1`,
    [2 * (REQUESTS + WARM_UP_REQUESTS)],
  );
  const make = (kind: string, token: string, path: (row: Row, index: number) => string, from = rows) =>
    [
      kind,
      Array.from({ length: REQUESTS + WARM_UP_REQUESTS }, (_, index): PageRequest => {
        const row = from[index % from.length];
        if (!row) throw new Error('the lists are empty');
        return { kind, token, path: `/api/v1${path(row, index)}` };
      }),
    ] as const;
  const search = (text: string) => `/dossiers?q=${encodeURIComponent(text)}`;
  const people = (text: string) => `/people?q=${encodeURIComponent(text)}`;
  const parcels = (text: string) => `/parcels?q=${encodeURIComponent(text)}`;
  const { thisMonth, lastMonth, thisYear } = periodsOf(now);
  const { officer, head, province, clerk, administrator } = readers;
  return new Map([
    make('inbox.mine', officer, () => '/inbox?view=mine'),
    make('inbox.groups', officer, () => '/inbox?view=groups'),
    make('inbox.groupsAsPage', officer, () => '/inbox?view=groups&limit=100'), // as the page asks
    make('inbox.unit', head, () => '/inbox?view=unit'),
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
    make('sla.behindNearDue', province, () => '/sla/dossiers?state=nearDue'),
    make('sla.behindDecided', province, () => '/sla/dossiers?state=decided'),
    make('sla.behindPerson', province, () => `/sla/dossiers?assignee=${person}`),
    make('sla.behindNobody', province, () => '/sla/dossiers?assignee=none'),
    make('sla.escalations', province, () => '/escalations'),
    make('workload.province', province, () => '/workload'),
    make('workload.branch', head, () => '/workload'),
    make('heat.lastMonth', province, () => `/procedures/P2.TRANSFER/2025/heat?${lastMonth}`),
    make('heat.branchLastMonth', head, () => `/procedures/P2.TRANSFER/2025/heat?${lastMonth}`),
    make('statistics.thisMonth', province, () => `/statistics?${thisMonth}`),
    make('statistics.lastMonth', province, () => `/statistics?${lastMonth}`),
    make('statistics.thisYear', province, () => `/statistics?${thisYear}`),
    make('people.byName', clerk, ({ name }) => people(withoutAccents(name))),
    make('people.byIdNumber', clerk, ({ idNumber }) => people(idNumber)),
    make('parcels.bySerial', clerk, (_row, index) => parcels(`BL ${String(index * 37).padStart(8, '0')}`)),
    make('parcels.bySheet', clerk, (_row, index) => parcels(`${1 + (index % 80)}/${1 + (index % 20)}`)),
    make('parcels.byNumber', clerk, (_row, index) => parcels(String(10 + (index % 20)))),
    make('parcels.byHolder', clerk, ({ name }) => parcels(withoutAccents(name))),
    make('register.today', clerk, () => '/register'),
    make('outbox.waiting', administrator, () => '/outbox'),
    make('outbox.failed', administrator, () => '/outbox?failed=true'),
  ]);
}

/** Periods of the statistics, as query parameters of Vietnamese days. */
function periodsOf(now: Date) {
  const today = localDateOf(now.getTime());
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const lastOfBefore = formatLocalDate(parseLocalDate(firstOfMonth) - 1);
  return {
    thisMonth: `from=${firstOfMonth}&to=${today}`,
    lastMonth: `from=${lastOfBefore.slice(0, 7)}-01&to=${lastOfBefore}`,
    thisYear: `from=${today.slice(0, 4)}-01-01&to=${today}`,
  };
}

/** As people type it. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .toLowerCase();
}
