import ExcelJs from 'exceljs';
import { sampleApplication } from '../unit/procedures/sample-application';
import { ApiLab, expectStatus, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let dossier: SubmittedDossier;
beforeAll(async () => {
  lab = await ApiLab.open();
  dossier = await lab.submitted();
});
afterAll(() => lab.close());

const clerk = 'motcua.dongxoai';
const elsewhere = 'motcua.budang';
const search = (at: string, q: string) => `${at}?q=${encodeURIComponent(q)}`;

const readings = async () =>
  (
    await lab.pool.query<{ reason: string }>(
      `select detail ->> 'reason' as reason from audit_entry where action = 'personalData.read' and subject_id = $1 order by serial`,
      [dossier.dossierId],
    )
  ).rows.map(({ reason }) => reason);

describe('procedures', () => {
  test('are found without accents', async () => {
    const { body } = await expectStatus(lab.get(search('/procedures', 'chuyen nhuong'), clerk), 200);
    expect(body.items).toMatchObject([{ key: 'P2.TRANSFER' }]);
  });
});

describe('earlier people', () => {
  test.each([
    ['hong nhung', 'applicant', '070*****1234'],
    ['Trần Lợi', 'transferor', '070*****4321'],
    ['070188001234', 'applicant', '070*****1234'],
  ])('%s finds the %s, with the number covered', async (q, side, idNumber) => {
    const { body } = await expectStatus(lab.get(search('/people', q), clerk), 200);
    expect(body.items).toMatchObject([{ dossierId: dossier.dossierId, side, idNumber }]);
    expect(JSON.stringify(body)).not.toContain('0912345678');
  });

  test.each(['nguyen thi loi', '07018800123', '%%', 'CS 123456'])('%s finds nobody', async (q) => {
    expect((await expectStatus(lab.get(search('/people', q), clerk), 200)).body.items).toEqual([]);
  });

  test('of other units are not found (A8.2)', async () => {
    for (const q of ['hong nhung', '070188001234'])
      expect((await expectStatus(lab.get(search('/people', q), elsewhere), 200)).body.items).toEqual([]);
  });

  test('stand once in the list, by their latest dossier', async () => {
    const applicant = {
      ...(sampleApplication().applicant as object),
      fullName: 'Phạm Thị Mai',
      idNumber: '070190005555',
    };
    await lab.submitted({ form: { applicant } });
    const later = await lab.submitted({ form: { applicant: { ...applicant, address: 'Phường Tiến Thành' } } });
    const { body } = await expectStatus(lab.get(search('/people', 'pham thi mai'), clerk), 200);
    expect(body.items).toMatchObject([{ dossierId: later.dossierId, address: 'Phường Tiến Thành' }]);
  });

  test('fill a new form whole, and the reading is kept (A5.5)', async () => {
    expect(await readings()).toEqual([]);
    const { body } = await expectStatus(lab.get(`/people/${dossier.dossierId}/applicant`, clerk), 200);
    expect(body).toEqual({ side: 'applicant', party: sampleApplication().applicant });
    expect(await readings()).toEqual(['intake: applicant']);
    expect((await lab.get(`/people/${dossier.dossierId}/applicant`, elsewhere)).status).toBe(404);
    expect((await lab.get(`/people/${dossier.dossierId}/proxy`, clerk)).status).toBe(422);
    expect(await readings()).toEqual(['intake: applicant']);
  });
});

describe('the land data', () => {
  const found = async (q: string, commune?: string) => {
    const at = `${search('/parcels', q)}${commune ? `&commune=${commune}` : ''}`;
    return (await expectStatus(lab.get(at, clerk), 200)).body.items;
  };

  test.each(['CS 123456', 'cs123456', 'CS 1234', '27/145', '27 / 145', 'tran van loi'])(
    '%s finds the parcel',
    async (q) => {
      expect(await found(q, '25195')).toContainEqual({
        parcelId: expect.any(String),
        communeCode: '25195',
        sheetNumber: '27',
        parcelNumber: '145',
        areaM2: 312.5,
        address: 'Khu phố Tân Bình, phường Bình Phước',
        purposes: [
          { code: 'ODT', areaM2: 100, term: 'Lâu dài' },
          { code: 'CLN', areaM2: 212.5, term: 'Đến ngày 15/10/2043' },
        ],
        certificate: {
          serial: 'CS 123456',
          registerNumber: 'CS02345',
          holderName: 'Trần Văn Lợi',
          issuedOn: '2019-06-18',
        },
        restrictions: [],
      });
    },
  );

  test('tells what stands on a certificate today', async () => {
    expect(await found('DG 160816')).toMatchObject([{ restrictions: [{ kind: 'MORTGAGE', blocksTransfer: true }] }]);
    // Ended: it stands no longer.
    expect(await found('DG 575198')).toMatchObject([{ restrictions: [] }]);
  });

  test.each([
    ['a parcel of another commune', 'CS 123456', '99999'],
    ['a wildcard', '%%%', undefined],
    ['nothing like it', 'AA 000000', undefined],
  ])('%s is not found', async (_what, q, commune) => {
    expect(await found(q, commune)).toEqual([]);
  });
});

describe('the register (form 06)', () => {
  test('shows today and my counter, with telephone numbers covered', async () => {
    const { body } = await expectStatus(lab.get('/register', clerk), 200);
    expect(body.unitId).toBe('mc.dongxoai');
    expect(body.from).toBe(body.to);
    expect(body.items[0]).toMatchObject({
      code: dossier.code,
      applicantName: 'Nguyễn Thị Hồng Nhung',
      phone: '••••••••••',
      status: 'APPRAISAL',
      returnedAt: null,
    });
  });

  test('pages hold everything once, in the order of receipt', async () => {
    const whole = (await expectStatus(lab.get('/register', clerk), 200)).body.items as { code: string }[];
    const codes: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const at: string = `/register?limit=1${cursor ? `&cursor=${cursor}` : ''}`;
      const { body } = await expectStatus(lab.get(at, clerk), 200);
      codes.push(...body.items.map(({ code }: { code: string }) => code));
      cursor = body.nextCursor as string | null;
    }
    expect(codes).toEqual(whole.map(({ code }) => code));
    expect(codes).toEqual([...codes].sort());
  });

  test('is read by those who may see the unit, for at most a quarter', async () => {
    expect((await expectStatus(lab.get('/register', elsewhere), 200)).body.items).toEqual([]);
    expect((await lab.get('/register?unit=mc.dongxoai', elsewhere)).body.code).toBe('UNIT_NOT_FOUND');
    expect((await lab.get('/register?unit=mc.dongxoai', 'quanly')).status).toBe(200);
    expect((await lab.get('/register?unit=nowhere', 'quanly')).body.code).toBe('UNIT_NOT_FOUND');
    expect((await lab.get('/register?from=2026-01-01&to=2026-12-31', clerk)).body.code).toBe('REGISTER_PERIOD_INVALID');
    expect((await lab.get('/register?from=2026-02-02&to=2026-02-01', clerk)).body.code).toBe('REGISTER_PERIOD_INVALID');
    expect((await lab.get('/register?from=2026-02-30', clerk)).status).toBe(422);
  });

  test('goes out as a workbook and as the official form, and who took it out is kept', async () => {
    const before = (await readings()).length;
    const xlsx = await expectStatus(lab.get('/register.xlsx', clerk), 200);
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(xlsx.bytes as never);
    const cells = workbook.worksheets[0]?.getRow(5).values;
    expect(cells).toContain(dossier.code);
    expect(JSON.stringify(cells)).toContain('0912345678');
    const pdf = await expectStatus(lab.get('/register.pdf', clerk), 200);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.headers.get('content-disposition')).toMatch(/so-theo-doi-.*\.pdf/);
    expect((await readings()).slice(before)).toEqual(['register export', 'register export']);
  });
});
