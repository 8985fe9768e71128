import { AccountOffice, ADMIN, HEAD, OTHER_HEAD } from './account-office';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let office: AccountOffice;
beforeAll(async () => {
  lab = await ApiLab.open();
  office = await new AccountOffice(lab).open();
});
afterAll(() => lab.close());

const day = (offset = 0) => new Date(Date.now() + 7 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
const address = (query = '', ending = '') => `/accounts/report${ending}?from=${day(-1)}&to=${day()}${query}`;
interface Row {
  readonly id: string;
  readonly duties: readonly { readonly duty: string; readonly requestedBy: string | null; readonly request: string }[];
}
interface Change {
  readonly account: { readonly id: string };
  readonly kind: string;
  readonly reason: string | null;
  readonly request: string | null;
}

describe('A7.2c, A7.3 end: the periodic report of accounts', () => {
  test('tells who has what on whose request, and every change with its letter', async () => {
    const document = await office.letter(HEAD, '15/CV-CNDX');
    const { id } = await office.active({ document });
    const notice = await office.letter(HEAD, '7/TB-CNDX');
    await expectStatus(office.step(id, 'departure', HEAD, { on: day(), document: notice }), 200);
    const { body } = await expectStatus(lab.get(address('&unit=mc.dongxoai'), ADMIN), 200);
    const row = (body.register as Row[]).find((one) => one.id === id);
    expect(row).toMatchObject({
      status: 'locked',
      lock: { reason: 'departed' },
      unit: { id: 'mc.dongxoai' },
      duties: [{ duty: 'receiveDossiers', requestedBy: 'Huỳnh Văn Thành', request: '15/CV-CNDX' }],
    });
    const changes = (body.changes as Change[]).filter(({ account }) => account.id === id);
    expect(changes.map(({ kind }) => kind)).toEqual(['requested', 'issued', 'departureNoticed', 'locked']);
    expect(changes.map(({ request }) => request)).toEqual(['15/CV-CNDX', null, '7/TB-CNDX', '7/TB-CNDX']);
    const { accounts, changes: counts } = body.totals as Record<string, Record<string, number>>;
    expect(Object.values(accounts ?? {}).reduce((sum, count) => sum + count, 0)).toBe((body.register as Row[]).length);
    expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe((body.changes as Change[]).length);
  });

  test('nothing of other units, and nothing from before or after the period', async () => {
    const id = await office.requested();
    const foreign = await expectStatus(lab.get(address(), OTHER_HEAD), 200);
    expect(JSON.stringify(foreign.body)).not.toContain(id);
    const past = await expectStatus(lab.get(`/accounts/report?from=2026-01-01&to=2026-01-31`, HEAD), 200);
    expect(past.body.changes).toEqual([]);
    expect((past.body.register as Row[]).map((row) => row.id)).toContain(id);
  });

  test.each([
    ['reversed', `/accounts/report?from=${day()}&to=${day(-1)}`],
    ['too long', '/accounts/report?from=2020-01-01&to=2026-01-01'],
    ['no day', '/accounts/report?from=2026-13-01&to=2026-14-01'],
  ])('a period that is %s is refused', async (_n, at) => {
    expect((await lab.get(at, ADMIN)).body).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test('as workbook and as paper; who took it is in the audit log', async () => {
    const sheet = await expectStatus(lab.get(address('', '.xlsx'), ADMIN), 200);
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
    const paper = await expectStatus(lab.get(address('', '.pdf'), ADMIN), 200);
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const { rows } = await lab.pool.query<{ format: string }>(
      `select detail ->> 'format' as format from audit_entry where action = 'account.export' order by id`,
    );
    expect(rows.map(({ format }) => format)).toEqual(['xlsx', 'pdf']);
  });
});
