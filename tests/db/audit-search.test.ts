import { buildAuditSearch, type AuditSearch } from '../../api/routes/audit/queries';
import { openTestDatabase } from './open-test-database';

let database: Awaited<ReturnType<typeof openTestDatabase>>;

/** 60,000 acts of 300 people in 40 units over 60 days. */
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(
    `insert into audit_entry (id, at, actor, action, subject_type, subject_id, unit_id, detail)
     select audit_entry_id(at, n::text), at, 'person ' || n % 300, (array['dossier.claimTask', 'dossier.completeTask', 'session.signIn'])[n % 3 + 1],
       'dossier', 'dossier ' || n / 10, 'unit ' || n % 40, jsonb_build_object('seq', n)
     from (select n, timestamptz '2026-01-01' + n * interval '86 seconds' as at from generate_series(1, 60000) n) rows`,
  );
  await database.pool.query('analyze audit_entry');
});
afterAll(() => database.drop());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

async function planOf(search: Partial<AuditSearch>): Promise<Plan[]> {
  const { text, values } = buildAuditSearch({ units: 'all', limit: 51, ...search });
  const { rows } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${text}`,
    values,
  );
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  return root ? flatten(root) : [];
}

/** The middle of the time. */
const period = { from: Date.parse('2026-01-20T00:00:00Z'), until: Date.parse('2026-02-10T00:00:00Z') };

test.each<[string, Partial<AuditSearch>, number]>([
  ['all of it', {}, 51],
  ['some days', period, 51],
  ['a person', { actor: 'person 7' }, 51],
  ['a person, some days', { actor: 'person 7', ...period }, 51],
  ['an act', { action: 'session.signIn', ...period }, 51],
  ['a dossier', { subject: 'dossier 1234' }, 51],
  ['a unit', { units: ['unit 3'] }, 51],
  ['some units, some days', { units: ['unit 3', 'unit 4', 'unit 5'], ...period }, 3 * 51],
])('a search for %s reads a range of an index, and hardly more than it shows', async (_what, search, most) => {
  const plan = await planOf(search);
  const reads = plan.filter((node) => node['Relation Name'] === 'audit_entry');
  expect(reads.length).toBeGreaterThan(0);
  expect(reads.filter((node) => !node['Node Type'].startsWith('Index'))).toEqual([]);
  const read = reads.reduce(
    (sum, node) => sum + node['Actual Rows'] * node['Actual Loops'] + (node['Rows Removed by Filter'] ?? 0),
    0,
  );
  // Besides, each shown step is looked up once more: whether it was replaced.
  expect(read).toBeLessThanOrEqual(2 * most + 200);
});

test('a page goes on where the one before ended, in units, too', async () => {
  for (const units of ['all', ['unit 3', 'unit 4']] as const) {
    const page = async (after?: string) => {
      const { text, values } = buildAuditSearch({ units, limit: 40, after });
      return (await database.pool.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
    };
    const first = await page();
    const second = await page(first.at(-1));
    expect([...first, ...second]).toEqual([...new Set([...first, ...second])].sort().reverse());
  }
});
