import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { ApiLab, completeComponents, expectStatus, samplePdf } from './api-lab';
import { sampleApplication } from '../unit/procedures/sample-application';

jest.setTimeout(120_000);

const clerk = 'motcua.dongxoai';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Beginning of a Word document: a zip archive. */
const docx = Buffer.concat([
  Buffer.from('504b030414000600080000002100', 'hex'),
  Buffer.from('[Content_Types].xml'),
  Buffer.alloc(300),
]);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open({ maxFileBytes: 200_000, stepTimeoutMs: 3_000 });
});
afterAll(() => lab.close());

const save = (id: string, version: number | string | undefined, body: unknown, as = clerk) =>
  lab.call('put', `/drafts/${id}`, {
    as,
    body,
    headers: version === undefined ? {} : { 'if-match': typeof version === 'number' ? `"${version}"` : version },
  });

async function countRows(): Promise<Record<string, number>> {
  const { rows } = await lab.pool.query(
    `select (select count(*)::int from draft) as drafts, (select count(*)::int from dossier) as dossiers,
      (select count(*)::int from attachment) as attachments, (select count(*)::int from code_serial) as serials`,
  );
  return rows[0] as Record<string, number>;
}

describe('procedures', () => {
  test('are found with and without accents, and tell forms, components and fees', async () => {
    for (const q of ['chuyển nhượng', 'chuyen nhuong', 'THUA KE', '1.013831', 'P2']) {
      const { body } = await expectStatus(lab.get(`/procedures?q=${encodeURIComponent(q)}`, clerk), 200);
      expect(body.items).toMatchObject([
        { key: 'P2.TRANSFER', regime: '2025', limit: { amount: 8, unit: 'workingDay' } },
      ]);
    }
    expect((await lab.get('/procedures?q=khong%20co', clerk)).body.items).toEqual([]);
    const { body } = await expectStatus(lab.get('/procedures/P2.TRANSFER', clerk), 200);
    expect(Object.keys(body.forms as object)).toContain('transfer-application');
    expect(body.components).toHaveLength(10);
    expect(await lab.get('/procedures/P9', clerk)).toMatchObject({
      status: 404,
      body: { code: 'PROCEDURE_NOT_FOUND' },
    });
  });
});

describe('a draft', () => {
  test('is begun once for one request, saved as it grows, and conflicts are told', async () => {
    const key = randomUUID();
    const begin = () => lab.post('/drafts', clerk, { procedureKey: 'P2.TRANSFER' }, key);
    const [first, second] = await Promise.all([begin(), begin()]);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(second?.body.id).toBe(first?.body.id);
    const id = first?.body.id as string;

    const half = { form: { applicant: { fullName: 'Ngu' } }, components: {} };
    const saved = await expectStatus(save(id, 1, half), 200);
    expect(saved.headers.get('etag')).toBe('"2"');
    const stale = await save(id, 1, half);
    expect(stale).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT', details: { current: 2 } } });
    expect(stale.body.detail).toContain('newer version');
    expect(await save(id, undefined, half)).toMatchObject({ status: 428, body: { code: 'VERSION_REQUIRED' } });
    expect((await lab.get(`/drafts/${id}`, clerk)).body).toMatchObject({ version: 2, ...half });

    // two at the same moment: one wins, the other hears of it
    const race = await Promise.all([save(id, 2, half), save(id, 2, half)]);
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('of a colleague at the same counter can be carried on', async () => {
    const { id } = await lab.draft();
    expect((await lab.get(`/drafts/${id}`, 'motcua2.dongxoai')).status).toBe(200);
    const ids = async (view: string, as: string) =>
      ((await lab.get(`/drafts?view=${view}&limit=100`, as)).body.items as { id: string }[]).map((item) => item.id);
    expect(await ids('mine', 'motcua2.dongxoai')).not.toContain(id);
    expect(await ids('unit', 'motcua2.dongxoai')).toContain(id);
    expect(await ids('mine', clerk)).toContain(id);
  });

  test('pages through all drafts, each once', async () => {
    const as = 'motcua.binhlong';
    const made = new Set<string>();
    for (let n = 0; n < 7; n++) made.add((await lab.draft({ as })).id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await expectStatus(lab.get(`/drafts?limit=3${cursor ? `&cursor=${cursor}` : ''}`, as), 200);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor as string | null;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
  });

  test('can be thrown away, then it is gone', async () => {
    const { id } = await lab.draft();
    await expectStatus(lab.upload(`/drafts/${id}/files`, clerk, { bytes: samplePdf(), name: 'a.pdf' }), 201);
    expect((await lab.call('delete', `/drafts/${id}`, { as: clerk })).status).toBe(204);
    expect((await lab.get(`/drafts/${id}`, clerk)).status).toBe(404);
    expect((await lab.call('delete', `/drafts/${id}`, { as: clerk })).status).toBe(404);
  });

  test('takes any JSON a form can hold, and gives back the very same', async () => {
    const { id } = await lab.draft();
    let version = 1;
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.string({ maxLength: 8 }), tie('tree'), { maxKeys: 4 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), tree, { maxKeys: 5 }),
        async (form) => {
          const text = JSON.stringify({ form, components: {} });
          // As a name only: as a text it is a text like any other.
          const clean = !/(?<!\\)(?:\\\\)*\\u(0000|d[89a-f]..)/i.test(text) && !text.includes('"__proto__":');
          const reply = await save(id, version, JSON.parse(text));
          expect(reply.status).toBe(clean ? 200 : 422);
          if (clean) {
            version += 1;
            expect((await lab.get(`/drafts/${id}`, clerk)).body.form).toEqual(JSON.parse(text).form);
          }
        },
      ),
      { numRuns: 60, examples: [[{ note: '__proto__' }], [{ note: ['__proto__', 1] }]] },
    );
  });

  test.each<[string, unknown]>([
    ['an unknown procedure', { procedureKey: 'P99' }],
    ['no procedure', {}],
    ['a number for the procedure', { procedureKey: 7 }],
    ['a unit of others', { procedureKey: 'P2.TRANSFER', unitId: 'mc.budang' }],
    ['an unknown component', { procedureKey: 'P2.TRANSFER', components: { passport: { copies: 1 } } }],
    ['negative copies', { procedureKey: 'P2.TRANSFER', components: { application: { copies: -1 } } }],
    ['a field we do not know', { procedureKey: 'P2.TRANSFER', status: 'RETURNED' }],
    ['a NUL character', { procedureKey: 'P2.TRANSFER', form: { note: 'a\u0000b' } }],
    ['half a surrogate pair', { procedureKey: 'P2.TRANSFER', form: { note: '\ud800' } }],
    ['endless nesting', { procedureKey: 'P2.TRANSFER', form: { a: JSON.parse('['.repeat(200) + ']'.repeat(200)) } }],
    ['an array', []],
    ['a text', '"draft"'],
  ])('is refused for %s, and nothing is written', async (_what, body) => {
    const before = await countRows();
    const reply = await lab.post('/drafts', clerk, body);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(reply.body.code).toMatch(/^[A-Z_]+$/);
    expect(await countRows()).toEqual(before);
  });

  test('says plainly what is wrong with a body', async () => {
    const call = (options: object) => lab.call('post', '/drafts', { as: clerk, ...options });
    expect(await call({ body: '{"a":' })).toMatchObject({ status: 400, body: { code: 'JSON_INVALID' } });
    expect(await call({ body: '<a/>', headers: { 'content-type': 'text/xml' } })).toMatchObject({ status: 415 });
    expect(await call({ body: { form: { a: 'x'.repeat(1_100_000) } } })).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE' },
    });
    expect(await call({ body: { procedureKey: 'P2.TRANSFER' }, key: null })).toMatchObject({
      status: 400,
      body: { code: 'IDEMPOTENCY_KEY_REQUIRED' },
    });
    expect(await call({ body: { procedureKey: 'P2.TRANSFER' }, key: 'short' })).toMatchObject({ status: 400 });
    const wrong = await call({ body: { procedureKey: 1, channel: 'PIGEON' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(wrong.body.errors.map(({ path: at }: { path: string }) => at)).toEqual(['/procedureKey', '/channel']);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('files of a draft', () => {
  const upload = async (file: Parameters<ApiLab['upload']>[2], id?: string) =>
    lab.upload(`/drafts/${id ?? (await lab.draft()).id}/files`, clerk, file);

  test('are stored by their content, once, and come back as attachments', async () => {
    const { id } = await lab.draft();
    const bytes = samplePdf('duplicate');
    const [first, again] = await Promise.all([
      upload({ bytes, name: 'Đơn đăng ký.pdf' }, id),
      upload({ bytes, name: 'Đơn đăng ký.pdf' }, id),
    ]);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const { sha256 } = first.body as { sha256: string };
    const other = await upload({ bytes, name: 'khac.pdf' });
    expect(other.body).toMatchObject({ sha256 });
    const stored = readdirSync(path.join(lab.dir, 'files', sha256.slice(0, 2), sha256.slice(2, 4)));
    expect(stored).toEqual([sha256]);

    const { body: draft } = await lab.get(`/drafts/${id}`, clerk);
    expect(draft.attachments).toMatchObject([{ fileName: 'Đơn đăng ký.pdf', mediaType: 'application/pdf' }]);
    const file = await lab.get(`/drafts/${id}/files/${first.body.id}`, clerk);
    expect(file.bytes.equals(bytes)).toBe(true);
    expect(file.headers.get('content-disposition')).toContain("filename*=UTF-8''%C4%90%C6%A1n");
    expect(file.headers.get('content-type')).toBe('application/pdf');

    expect((await lab.call('delete', `/drafts/${id}/files/${first.body.id}`, { as: clerk })).status).toBe(204);
    expect((await lab.get(`/drafts/${id}`, clerk)).body.attachments).toEqual([]);
    expect((await lab.get(`/drafts/${id}/files/${first.body.id}`, clerk)).status).toBe(404);
  });

  test.each<[string, number, string, { bytes: Buffer; name: string; type?: string; componentId?: string }]>([
    ['a Word document', 415, 'FILE_TYPE_REFUSED', { bytes: docx, name: 'a.docx', type: 'application/msword' }],
    ['a Word document called PDF', 415, 'FILE_TYPE_REFUSED', { bytes: docx, name: 'a.pdf' }],
    ['a picture called PDF', 415, 'FILE_TYPE_MISMATCH', { bytes: png, name: 'a.pdf' }],
    ['a picture declared PDF', 415, 'FILE_TYPE_MISMATCH', { bytes: png, name: 'a.png', type: 'application/pdf' }],
    ['a page of HTML', 415, 'FILE_TYPE_REFUSED', { bytes: Buffer.from('<script>alert(1)</script>'), name: 'a.pdf' }],
    [
      'a drawing with a script (SVG)',
      415,
      'FILE_TYPE_REFUSED',
      { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), name: 'a.png' },
    ],
    [
      'a program',
      415,
      'FILE_TYPE_REFUSED',
      { bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), name: 'a.pdf' },
    ],
    ['an empty file', 422, 'FILE_EMPTY', { bytes: Buffer.alloc(0), name: 'a.pdf' }],
    [
      'a file that is too large',
      413,
      'FILE_TOO_LARGE',
      { bytes: Buffer.concat([samplePdf(), Buffer.alloc(200_000)]), name: 'a.pdf' },
    ],
    [
      'an unknown component',
      422,
      'COMPONENT_UNKNOWN',
      { bytes: png, name: 'a.png', type: 'image/png', componentId: 'x' },
    ],
    ['no component', 422, 'VALIDATION_FAILED', { bytes: png, name: 'a.png', type: 'image/png', componentId: '' }],
  ])('%s: %i %s, nothing is written', async (_what, status, code, file) => {
    const { id } = await lab.draft();
    const before = await countRows();
    expect(await upload(file, id)).toMatchObject({ status, body: { code } });
    expect(await countRows()).toEqual(before);
  });

  test('names lose what could be taken for an instruction', async () => {
    const { body } = await expectStatus(
      upload({ bytes: png, name: '..\\..\\etc/"pa\u202essw\nd".png', type: 'image/png' }),
      201,
    );
    expect(body.fileName).toMatch(/^[^/\\"\n\u202e]+\.png$/);
  });

  test('without a file, or not as multipart, is refused', async () => {
    const { id } = await lab.draft();
    const form = new FormData();
    form.set('componentId', 'application');
    expect(await lab.call('post', `/drafts/${id}/files`, { as: clerk, form })).toMatchObject({
      status: 422,
      body: { code: 'FILE_REQUIRED' },
    });
    expect(await lab.post(`/drafts/${id}/files`, clerk, {})).toMatchObject({ status: 415 });
    const broken = await lab.call('post', `/drafts/${id}/files`, {
      as: clerk,
      body: '--x\r\nbroken',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(broken.status).toBe(422);
  });

  test('are not more than a dossier can have', async () => {
    const few = await ApiLab.open({ maxFilesPerDossier: 2 });
    try {
      const { id } = await few.draft();
      for (const status of [201, 201, 422]) {
        const reply = await few.upload(`/drafts/${id}/files`, clerk, { bytes: samplePdf(), name: 'a.pdf' });
        expect(reply.status).toBe(status);
      }
    } finally {
      await few.close();
    }
  });
});

describe('completeness', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a sale', {}, ['application', 'certificate', 'transfer-contract', 'registration-fee-return', 'income-tax-return']],
    [
      'an inheritance',
      { transaction: { ...(sampleApplication().transaction as object), kind: 'INHERITANCE' } },
      ['application', 'certificate', 'inheritance-document', 'registration-fee-return', 'income-tax-return'],
    ],
    [
      'somebody who files for another',
      { proxy: { fullName: 'A', idNumber: '070188001234', authorisationNumber: '1', authorisationDate: '2026-01-02' } },
      [
        'application',
        'certificate',
        'transfer-contract',
        'registration-fee-return',
        'income-tax-return',
        'authorisation',
      ],
    ],
  ])('%s asks for its papers', async (_what, form, expected) => {
    const { id } = await lab.draft({ form, components: {} });
    const { body } = await expectStatus(lab.get(`/drafts/${id}/completeness`, clerk), 200);
    expect(body.complete).toBe(false);
    expect(body.missing.map(({ componentId }: { componentId: string }) => componentId)).toEqual(expected);
  });

  test('a scan counts as the paper; one copy of two does not', async () => {
    const { id } = await lab.draft({
      components: { ...completeComponents(), 'registration-fee-return': { copies: 1 } },
    });
    const missing = async () => (await lab.get(`/drafts/${id}/completeness`, clerk)).body.missing;
    expect(await missing()).toMatchObject([{ componentId: 'registration-fee-return', needed: 2, given: 1 }]);
    await expectStatus(
      lab.upload(`/drafts/${id}/files`, clerk, {
        bytes: samplePdf(),
        name: 'a.pdf',
        componentId: 'registration-fee-return',
      }),
      201,
    );
    expect(await missing()).toEqual([]);
  });

  test('an empty form has an answer, too', async () => {
    const { body: draft } = await lab.post('/drafts', clerk, { procedureKey: 'P2.TRANSFER' });
    const { body } = await expectStatus(lab.get(`/drafts/${draft.id}/completeness`, clerk), 200);
    expect(body).toMatchObject({ complete: false });
    expect(body.errors).toContainEqual({ path: '/applicant', message: 'is required' });
  });
});

describe('submission', () => {
  test('refuses what is not complete, with a list, and gives no code away', async () => {
    const { id } = await lab.draft({ form: { commitment: false }, components: {} });
    const before = await countRows();
    const reply = await lab.post(`/drafts/${id}/submit`, clerk);
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'DOSSIER_INCOMPLETE', details: { missing: expect.any(Array) } },
    });
    expect(reply.body.errors).toContainEqual(expect.objectContaining({ path: '/commitment' }));
    expect(await countRows()).toEqual(before);
    expect((await lab.get(`/drafts/${id}`, clerk)).body).toMatchObject({ dossierId: null, dossierCode: null });
  });

  test('refuses land that no unit handles', async () => {
    const parcel = { ...(sampleApplication().parcel as object), communeCode: '00001' };
    const { id } = await lab.draft({ form: { parcel } });
    const reply = await lab.post(`/drafts/${id}/submit`, clerk);
    expect(reply).toMatchObject({
      status: 422,
      body: { code: 'HANDLING_UNIT_UNKNOWN', details: { field: 'parcel.communeCode' } },
    });
  });

  test('goes to the branch of the land, wherever it was filed; of organisations to the registration office', async () => {
    const unitOf = async (id: string) =>
      (await lab.pool.query('select handling_unit_id as unit from dossier where id = $1', [id])).rows[0].unit as string;
    const elsewhere = await lab.submitted({ as: 'motcua.budang' });
    expect(await unitOf(elsewhere.dossierId)).toBe('cn.dongxoai');
    const applicant = {
      type: 'ORGANISATION',
      fullName: 'Công ty TNHH Thử Nghiệm',
      idNumber: '3800123456',
      address: 'Đồng Xoài',
      representative: 'Lê Văn A',
      phone: '0912345678',
    };
    const organisation = await lab.submitted({ form: { applicant } });
    expect(await unitOf(organisation.dossierId)).toBe('vpdk');
  });

  test('a double click gives one dossier and the same receipt; another request hears of it', async () => {
    const { id } = await lab.draft();
    const key = randomUUID();
    const click = () => lab.post(`/drafts/${id}/submit`, clerk, {}, key);
    const clicks = await Promise.all([click(), click(), click(), click()]);
    expect(clicks.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(clicks.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await click()).body).toEqual(clicks[0]?.body);
    const { rows } = await lab.pool.query(
      `select count(*)::int as n from dossier_event where dossier_id = $1 and command = 'submit'`,
      [clicks[0]?.body.dossierId],
    );
    expect(rows).toEqual([{ n: 1 }]);
    const other = await lab.post(`/drafts/${id}/submit`, clerk);
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'DRAFT_ALREADY_SUBMITTED', details: { code: clicks[0]?.body.code } },
    });
    expect(await save(id, 1, { form: {}, components: {} })).toMatchObject({
      status: 409,
      body: { code: 'DRAFT_ALREADY_SUBMITTED' },
    });
    expect((await lab.call('delete', `/drafts/${id}`, { as: clerk })).status).toBe(409);
  });

  test('two requests at the same moment: one dossier, the other is told', async () => {
    const { id } = await lab.draft();
    const replies = await Promise.all([
      lab.post(`/drafts/${id}/submit`, clerk),
      lab.post(`/drafts/${id}/submit`, clerk),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { rows } = await lab.pool.query(
      'select count(*)::int as n from dossier join draft on draft.dossier_id = dossier.id where draft.id = $1',
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('codes count up per agency and day, without doubles and gaps', async () => {
    const as = 'motcua.chonthanh';
    const parcel = { ...(sampleApplication().parcel as object), communeCode: '25432' };
    const dossiers = await Promise.all(Array.from({ length: 6 }, () => lab.submitted({ as, form: { parcel } })));
    const codes = dossiers.map(({ code }) => code).sort();
    const [first] = codes;
    const prefix = first?.slice(0, -4);
    expect(codes).toEqual(['0001', '0002', '0003', '0004', '0005', '0006'].map((serial) => `${prefix}${serial}`));
    expect(new Set(dossiers.map(({ secret }) => secret)).size).toBe(6);
    const { rows } = await lab.pool.query(
      'select distinct handling_unit_id as unit from dossier where code = any($1)',
      [codes],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].unit).toContain('chonthanh');
  });

  test('while nobody can take it: 503, the draft is safe and frozen, and the same key brings the same code later', async () => {
    const { id } = await lab.draft();
    const key = randomUUID();
    await lab.stopWorker();
    try {
      const reply = await lab.post(`/drafts/${id}/submit`, clerk, {}, key);
      expect(reply).toMatchObject({ status: 503, body: { code: 'TEMPORARILY_UNAVAILABLE' } });
      expect(reply.headers.get('retry-after')).toBe('5');
      const { body: kept } = await lab.get(`/drafts/${id}`, clerk);
      expect(kept).toMatchObject({
        submittedAt: null,
        dossierCode: expect.any(String),
        form: { applicant: { fullName: 'Nguyễn Thị Hồng Nhung' } },
      });
      expect(await save(id, 1, { form: {}, components: {} })).toMatchObject({
        status: 409,
        body: { code: 'DRAFT_BEING_SUBMITTED' },
      });
      await lab.startWorker();
      const { body: receipt } = await expectStatus(lab.post(`/drafts/${id}/submit`, clerk, {}, key), 201);
      expect(receipt.code).toBe(kept.dossierCode);
    } finally {
      await lab.startWorker();
    }
  });
});
