import { demoAccountId } from '../../db/seed/demo-accounts';
import { AccountOffice, ADMIN, HEAD, OTHER_HEAD } from './account-office';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const DAY = 86_400_000;

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterEach(() => {
  lab.aheadMs = 0;
});
afterAll(() => lab.close());

interface Item {
  readonly id: string;
  readonly unit: { readonly id: string };
  readonly lastUsedAt: string | null;
  readonly proposals: readonly { readonly kind: string; readonly duty?: string; readonly since: string | null }[];
}
const review = async (as: string, query = '') =>
  (await expectStatus(lab.get(`/accounts/review${query}`, as), 200)).body as {
    days: number;
    asOf: string;
    items: Item[];
  };
const proposalsFor = async (id: string, as = ADMIN) =>
  (await review(as)).items.find((item) => item.id === id)?.proposals ?? [];

/** Holds the duty of a head besides that of a clerk. */
const withSurplus = {
  duties: [
    { duty: 'receiveDossiers', unitId: 'mc.dongxoai' },
    { duty: 'leadUnit', unitId: 'mc.dongxoai' },
  ],
};

describe('A7.1d: the review of accounts', () => {
  test('proposes whoever has not used his account for ninety days, and since when', async () => {
    const { id } = await office.active();
    expect(await proposalsFor(id)).toEqual([]);
    lab.aheadMs = 89 * DAY;
    expect(await proposalsFor(id)).toEqual([]);
    lab.aheadMs = 91 * DAY;
    const { days, asOf, items } = await review(ADMIN, '?unit=mc.dongxoai');
    expect(days).toBe(90);
    expect(Date.parse(asOf) - Date.now()).toBeGreaterThan(90 * DAY);
    const item = items.find((one) => one.id === id);
    expect(item).toMatchObject({ unit: { id: 'mc.dongxoai' }, proposals: [{ kind: 'unused' }] });
    expect(Math.abs(Date.parse(item?.proposals[0]?.since ?? '') - Date.now())).toBeLessThan(10 * 60_000);
  });

  test('one that was there before and was never used is proposed, too; a used one is not', async () => {
    const [never, once] = [demoAccountId('canbo4.budop'), demoAccountId('canbo3.budop')];
    // Nobody knows since when it is there: it is watched from the beginning of the log.
    expect(await proposalsFor(never)).toEqual([]);
    lab.aheadMs = 91 * DAY;
    const { rows } = await lab.pool.query<{ at: Date }>('select at from audit_entry order by id limit 1');
    expect(await proposalsFor(never)).toEqual([{ kind: 'unused', since: rows[0]?.at.toISOString() }]);
    await lab.token('canbo3.budop');
    expect((await proposalsFor(once))[0]?.since).not.toBe(rows[0]?.at.toISOString());
  });

  test('proposes a right beyond the post of which nothing was done since it was given', async () => {
    const { id } = await office.active(withSurplus);
    expect(await proposalsFor(id)).toEqual([]);
    await lab.pool.query(
      `update account_register set duties = (select jsonb_agg(held || jsonb_build_object('since', $2::bigint))
        from jsonb_array_elements(duties) held) where account_id = $1`,
      [id, Date.now() - 120 * DAY],
    );
    expect(await proposalsFor(id)).toMatchObject([{ kind: 'surplusNeverUsed', duty: 'leadUnit' }]);
    const { rows } = await lab.pool.query<{ username: string }>('select username from account where id = $1', [id]);
    await expectStatus(lab.get('/statistics.xlsx?from=2026-01-01&to=2026-01-31', rows[0]?.username), 200);
    expect(await proposalsFor(id)).toEqual([]);
  });

  test('is read for one’s own units only', async () => {
    lab.aheadMs = 91 * DAY;
    const units = (items: readonly Item[]) => [...new Set(items.map(({ unit }) => unit.id))];
    const mine = await review(HEAD);
    expect(mine.items.length).toBeGreaterThan(0);
    expect(units(mine.items).filter((unit) => !unit.endsWith('dongxoai'))).toEqual([]);
    expect(units((await review(OTHER_HEAD)).items).filter((unit) => !unit.endsWith('budang'))).toEqual([]);
    expect((await lab.get('/accounts/review', 'canbo1.dongxoai')).status).toBe(403);
    expect((await lab.get('/accounts/review?days=1', ADMIN)).status).toBe(422);
  });
});
