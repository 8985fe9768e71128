import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../db/connect';
import { createCredentialRepository } from '../../db/repositories/credential-repository';
import { importOrganisation } from '../../scripts/organisation/import-organisation';
import { organisationSchema } from '../../scripts/organisation/organisation-file';
import { openTestDatabase } from './open-test-database';

const file = path.resolve(__dirname, '../../deploy/organisation.example.json');
const example = () => organisationSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

let database: Database & { drop(): Promise<void> };
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const everything = async () =>
  (
    await database.pool.query<Record<string, unknown>>(
      `select (select json_agg(u order by id) from unit u) as units, (select json_agg(a order by username) from account a) as accounts,
         (select json_agg(r order by account_id, role, unit_id) from account_role r) as roles`,
    )
  ).rows[0];

async function canSignIn(username: string, password: string): Promise<boolean> {
  const credentials = createCredentialRepository(database.pool);
  return credentials.fits(await credentials.findByUsername(username), password);
}

it('the example of the documentation makes an office whose people can sign in with one-time secrets (A7.3a)', async () => {
  const { pool } = database;
  const { passwords, units, accounts } = await importOrganisation(pool, example());
  expect([units, accounts]).toEqual([5, 3]);
  expect(passwords.map(({ username }) => username)).toEqual(['quantri', 'motcua1', 'canbo1']);
  for (const { username, password } of passwords) expect(await canSignIn(username, password)).toBe(true);
  const { rows } = await pool.query('select from account where password_changed_at is not null');
  expect(rows).toHaveLength(0);
});

it('repeated it changes nothing; a changed file changes what it names, never a password', async () => {
  const { pool } = database;
  const before = await everything();
  expect((await importOrganisation(pool, example())).passwords).toEqual([]);
  expect(await everything()).toEqual(before);
  const [, clerk] = example().accounts;
  if (!clerk) throw new Error('the example has no clerk');
  const changed = { ...clerk, active: false, password: 'another-password', roles: [{ role: 'officer' as const }] };
  await importOrganisation(pool, { units: [], accounts: [changed] });
  const { rows } = await pool.query(
    `select a.active, r.role, (select count(*)::int from account) as people from account a join account_role r on r.account_id = a.id
     where username = 'motcua1'`,
  );
  expect(rows).toEqual([{ active: false, role: 'officer', people: 3 }]);
  expect(await canSignIn('motcua1', 'another-password')).toBe(false);
});

it('a file that names a unit nobody has writes nothing', async () => {
  const before = await everything();
  const [first, ...others] = example().accounts;
  if (!first) throw new Error('the example has no account');
  const wrong = {
    units: [],
    accounts: [{ ...first, displayName: 'X' }, ...others.map((one) => ({ ...one, unitId: 'no' }))],
  };
  await expect(importOrganisation(database.pool, wrong)).rejects.toThrow('no');
  expect(await everything()).toEqual(before);
});

it.each([
  ['a counter without a code', { units: [{ id: 'mc', kind: 'oneStop', name: 'Một cửa', handlingUnitId: 'cn' }] }],
  [
    'a role nobody knows',
    { accounts: [{ username: 'abc', displayName: 'A', email: 'a@b.vn', unitId: 'so', roles: [{ role: 'king' }] }] },
  ],
  ['a name twice', { units: [1, 2].map(() => ({ id: 'so', kind: 'department', name: 'Sở' })) }],
])('%s is refused', (_what, content) => {
  expect(organisationSchema.safeParse(content).success).toBe(false);
});
