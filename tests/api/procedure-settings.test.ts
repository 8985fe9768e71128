import { ApiLab, expectStatus, taxSlipData } from './api-lab';

/** What `procedure.json` says is what happens: settings nobody would read are no settings. */

const officer = 'canbo1.dongxoai';

let lab: ApiLab | undefined;

afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

/** An office of its own, whose setting is another before anybody has read it. */
async function open(path?: string, value?: unknown): Promise<ApiLab> {
  const opened = await ApiLab.open();
  lab = opened;
  if (path !== undefined) {
    await opened.pool.query(
      `update procedure_version set definition = jsonb_set(definition, $1::text[], $2::jsonb) where key = 'P2.TRANSFER'`,
      [path, JSON.stringify(value)],
    );
  }
  return opened;
}

async function toSigning(office: ApiLab): Promise<string> {
  const { dossierId: id } = await office.submitted();
  const exempt = { eligible: true, taxExempt: true, taxExemptGround: 'Tặng cho giữa cha và con' };
  await expectStatus(office.complete(id, 'appraise', officer, exempt), 200);
  await expectStatus(office.complete(id, 'printCertificate', officer, { result: 'CHANGE_NOTED' }), 200);
  await expectStatus(office.complete(id, 'checkCertificate', 'canbo2.dongxoai', { checkPassed: true }), 200);
  return id;
}

const signature = { signed: true, signedOn: '2026-11-23' };

describe('settings of a procedure', () => {
  test('tax.slip: the page says by when the first slip must be sent, until it is', async () => {
    const office = await open();
    const { dossierId: id, receivedAt } = await office.submitted();
    const page = async () => (await expectStatus(office.get(`/dossiers/${id}`, officer), 200)).body;
    const { tax } = await page();
    const days = (Date.parse(tax.sendBy) - Date.parse(receivedAt)) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(14); // three working days, over the longest holiday at most
    await expectStatus(office.complete(id, 'appraise', officer, { eligible: true, taxExempt: false }), 200);
    expect((await page()).tax.sendBy).toBe(tax.sendBy);
    await expectStatus(office.complete(id, 'prepareTaxSlip', officer, taxSlipData()), 200);
    await office.deliver();
    expect((await page()).tax).toMatchObject({ sendBy: null, slips: [{ version: 1 }] });
  });

  test('tax.slip: nothing is to be sent for an exempt transfer; the branch signs for a person', async () => {
    const office = await open();
    const id = await toSigning(office);
    expect((await office.get(`/dossiers/${id}`, officer)).body.tax.sendBy).toBeNull();
    await expectStatus(office.complete(id, 'signCertificate', 'lanhdao.dongxoai', signature), 200);
  });

  test('jurisdiction.sign: the head of that unit signs, and nobody else', async () => {
    const office = await open('{jurisdiction,sign}', [{ subject: 'individual', unit: 'landRegistrationOffice' }]);
    const id = await toSigning(office);
    expect((await office.complete(id, 'signCertificate', 'lanhdao.dongxoai', signature)).status).toBe(403);
    const inbox = await expectStatus(office.get('/inbox?view=groups', 'lanhdao.vpdk'), 200);
    expect(inbox.body.items).toContainEqual(expect.objectContaining({ dossierId: id, element: 'signCertificate' }));
    await expectStatus(office.complete(id, 'signCertificate', 'lanhdao.vpdk', signature), 200);
    expect((await office.get(`/dossiers/${id}`, officer)).body.tasks).toContainEqual(
      expect.objectContaining({ element: 'registerResult', unitId: 'cn.dongxoai', state: 'open' }),
    );
  });

  test.each(['handle', 'sign'])('jurisdiction.%s: who has no rule is not received', async (which) => {
    const office = await open(`{jurisdiction,${which}}`, [{ subject: 'organisation', unit: 'landRegistrationOffice' }]);
    const { id } = await office.draft();
    expect(await office.post(`/drafts/${id}/submit`, 'motcua.dongxoai')).toMatchObject({
      status: 422,
      body: { code: 'HANDLING_UNIT_UNKNOWN' },
    });
  });
});
