import { ApiLab, expectStatus, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let dossier: SubmittedDossier;
beforeAll(async () => {
  lab = await ApiLab.open();
  dossier = await lab.submitted();
});
afterAll(() => lab.close());

const look = (code: string, secret: string) =>
  lab.get(`/public/dossiers/${encodeURIComponent(code)}?secret=${encodeURIComponent(secret)}`);

describe('the public status of a dossier', () => {
  test('with code and secret: state and dates, and not a word more', async () => {
    const { body } = await expectStatus(look(dossier.code, dossier.secret), 200);
    expect(Object.keys(body).sort()).toEqual([
      'closedAt',
      'code',
      'dueAt',
      'promisedAt',
      'receivedAt',
      'state',
      'stateName',
    ]);
    expect(body).toMatchObject({
      code: dossier.code,
      state: 4,
      stateName: 'Đang xử lý',
      promisedAt: dossier.promisedAt,
    });
    // as citizens type it
    expect((await look(` ${dossier.code} `, dossier.secret.toLowerCase())).status).toBe(200);
  });

  test('a wrong secret, an unknown code and a draft’s code cannot be told apart', async () => {
    const { id } = await lab.draft();
    await lab.pool.query(
      `update draft set dossier_code = '000.00.01.H10-261122-9999', lookup_secret = 'ABCDEFGH' where id = $1`,
      [id],
    );
    const replies = [
      await look(dossier.code, 'ABCDEFGH'),
      await look(dossier.code, `${dossier.secret}X`),
      await look('000.00.01.H10-261122-0000', dossier.secret),
      await look('000.00.01.H10-261122-9999', 'ABCDEFGH'),
      await look("' or 1=1 --", 'x'),
      await look('%', '%'),
    ];
    for (const { status, body } of replies)
      expect({ status, ...body, requestId: '' }).toEqual({ ...replies[0]?.body, status: 404, requestId: '' });
    expect(replies[0]?.body.code).toBe('STATUS_NOT_FOUND');
  });

  test('a partner’s code that looks like one of ours shows the dossier whose secret it is', async () => {
    const other = await lab.submitted();
    await lab.pool.query('update dossier set external_code = $1 where id = $2', [dossier.code, other.dossierId]);
    expect((await look(dossier.code, dossier.secret)).body).toMatchObject({ code: dossier.code });
    expect((await look(dossier.code, other.secret)).body).toMatchObject({ code: other.code });
  });

  test.each(['', '?secret=', '?secret=a&secret=b', '?secret=%00', `?secret=${'x'.repeat(100)}`])(
    'asked with %p is refused',
    async (query) => {
      expect((await lab.get(`/public/dossiers/${dossier.code}${query}`)).status).toBe(422);
    },
  );
});
