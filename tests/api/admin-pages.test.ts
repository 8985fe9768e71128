import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const head = 'lanhdao.dongxoai';

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ temporalUi: { url: 'http://temporal.example:8233', namespace: 'sodo' } });
});
afterAll(() => lab.close());

const ok = async (at: string, as = head) => (await expectStatus(lab.get(at, as), 200)).body;

describe('what administrators look at', () => {
  test('the calendar of a year: holidays, worked Saturdays, working days of each month', async () => {
    const calendar = await ok('/calendar?year=2026', 'admin');
    expect(calendar.overrides).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ date: '2026-11-24', kind: 'off', name: expect.stringContaining('Văn hóa') }),
        expect.objectContaining({
          date: '2026-08-22',
          kind: 'working',
          windows: [
            { from: 450, to: 690 },
            { from: 810, to: 1050 },
          ],
        }),
      ]),
    );
    expect(calendar.weekly.map((day: unknown[]) => day.length)).toEqual([2, 2, 2, 2, 2, 0, 0]);
    expect(calendar.workingDays).toHaveLength(12);
    expect(calendar.workingDays[10]).toBe(20); // November 2026: 21 weekdays, one holiday
    expect((await lab.get('/calendar?year=1', 'admin')).status).toBe(422);
  });

  test('procedures: every regime, in force or not, and one of them whole', async () => {
    const { items } = await ok('/procedure-versions', 'admin');
    expect(items).toMatchObject([
      { key: 'P2.TRANSFER', regime: '2025', inForce: true, versions: 1 },
      { key: 'P2.TRANSFER', regime: '2013', inForce: false, effectiveTo: '2024-07-31' },
    ]);
    const whole = await ok('/procedures/P2.TRANSFER/2013', 'admin');
    expect(whole).toMatchObject({
      regimeName: 'Luật Đất đai 2013',
      limits: { limit: { amount: 10, unit: 'workingDay' }, supplementClock: 'restart' },
      unverified: expect.arrayContaining(['legalBasis']),
      versions: [{ current: true, openDossiers: 0 }],
    });
    expect(whole.bpmn).toContain('<bpmn:definitions');
    expect(whole.steps).toContainEqual({
      ...{ element: 'checkCertificate', name: 'Trình kiểm tra', role: 'officer', unit: 'handling', targetDays: '1' },
      ...{ notSameAs: 'printCertificate', form: 'check-result' },
    });
    expect(whole.fees[0]).toMatchObject({ amount: 100000, unverified: true });
    const same = await ok(`/procedures/P2.TRANSFER/2013?version=${whole.version}`, 'admin');
    expect(same.version).toBe(whole.version);
    for (const at of ['/procedures/P2.TRANSFER/1999', '/procedures/P2.TRANSFER/2013?version=none'])
      expect(await lab.get(at, 'admin')).toMatchObject({ status: 404, body: { code: 'PROCEDURE_NOT_FOUND' } });
  });

  test('what runs here, and where Temporal’s own page is', async () => {
    const about = await ok('/system/about', 'vanhanh');
    expect(about).toMatchObject({
      version: '0.1.0',
      temporalUi: { url: 'http://temporal.example:8233', namespace: 'sodo' },
    });
    expect(new Date(about.startedAt as string).getTime()).toBeLessThan(Date.now());
    expect((await lab.get('/system/about', head)).status).toBe(403);
  });
});
