import { randomUUID } from 'node:crypto';
import { Workbook } from 'exceljs';
import { sealAudit } from '../../db/audit/seal-audit';
import { verifyAudit } from '../../db/audit/verify-audit';
import { demoAccountId } from '../../db/seed/demo-accounts';
import { sampleApplication } from '../unit/procedures/sample-application';
import { ApiLab, expectStatus, PASSWORD, samplePdf, type JsonBody, type SubmittedDossier } from './api-lab';

let lab: ApiLab;
let dossier: SubmittedDossier;

const clerk = 'motcua.dongxoai';
const officer = 'canbo1.dongxoai';
const head = 'lanhdao.dongxoai';
const elsewhere = 'lanhdao.budang';
const admin = 'admin';

beforeAll(async () => {
  lab = await ApiLab.open({ rateLimits: limits() });
  dossier = await lab.submitted();
  // Signing in is an act, too.
  for (const name of [clerk, officer, head, elsewhere, admin, 'canbo1.budang']) await lab.token(name);
});
afterAll(() => lab.close());

function limits() {
  const generous = { windowMs: 60_000, max: 100_000 };
  return {
    signIn: { windowMs: 60_000, max: 3 },
    signInAddress: generous,
    publicStatus: generous,
    signedCalls: generous,
  };
}

interface Entry {
  readonly actor: string;
  readonly action: string;
  readonly subject_id: string | null;
  readonly unit_id: string | null;
  readonly detail: Record<string, JsonBody>;
  readonly address: string | null;
}

/** What has been written since, in the order of writing. */
async function entriesSince(serial: number): Promise<Entry[]> {
  const { rows } = await lab.pool.query<Entry>('select * from audit_entry where serial > $1 order by serial', [serial]);
  return rows;
}

async function lastSerial(): Promise<number> {
  const { rows } = await lab.pool.query<{ last: string }>('select coalesce(max(serial), 0) as last from audit_entry');
  return Number(rows[0]?.last);
}

/** The entries an act leaves. */
async function noted(act: () => Promise<unknown>): Promise<Entry[]> {
  const before = await lastSerial();
  await act();
  return entriesSince(before);
}

describe('A4.6, A5.1, A5.5: an act leaves its entry', () => {
  test('publications that make the installation', async () => {
    const { rows } = await lab.pool.query<{ action: string }>(
      `select distinct action from audit_entry where actor = 'system' and action like '%.publish' order by 1`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['calendar.publish', 'procedure.publish']);
  });

  test('signing in, with the address, and signing out', async () => {
    const entries = await noted(async () => {
      const { body } = await expectStatus(
        lab.call('post', '/sessions', { body: { username: clerk, password: PASSWORD } }),
        201,
      );
      await lab.call('delete', '/sessions/current', {
        headers: { authorization: `Bearer ${(body as { token: string }).token}` },
      });
    });
    const account = demoAccountId(clerk);
    expect(entries).toMatchObject([
      {
        actor: account,
        action: 'session.signIn',
        subject_id: account,
        address: expect.stringMatching(/127\.0\.0\.1|::1/) as string,
      },
      { actor: account, action: 'session.signOut', subject_id: account },
    ]);
  });

  test('a wrong password, and the lock that follows, once; what was typed as a name that nobody has is not kept', async () => {
    const attempt = (username: string) =>
      lab.call('post', '/sessions', { body: { username, password: 'sai-mat-khau-roi' } });
    const entries = await noted(async () => {
      for (let index = 0; index < 6; index++) await attempt('canbo2.budang');
      await attempt('Mat-khau-go-nham-2026');
    });
    const account = demoAccountId('canbo2.budang');
    expect(entries.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 5 }, () => 'session.signInFailed'),
      'session.locked',
      'session.signInFailed',
    ]);
    expect(entries.every(({ actor }) => actor === 'nobody')).toBe(true);
    expect(entries.map(({ subject_id }) => subject_id)).toEqual([...Array.from({ length: 6 }, () => account), null]);
    expect(JSON.stringify(entries)).not.toContain('go-nham');
    expect(JSON.stringify(entries)).not.toContain('sai-mat-khau');
  });

  test('a session that ran out', async () => {
    const entries = await noted(async () => {
      await lab.pool.query(
        `insert into session (id_hash, account_id, csrf_token, expires_at) values ('over', $1, 'x', now() - interval '1 hour')`,
        [demoAccountId(officer)],
      );
      await lab.call('post', '/sessions', { body: { username: clerk, password: PASSWORD } });
    });
    expect(entries).toMatchObject([
      { actor: 'system', action: 'session.end', subject_id: demoAccountId(officer), detail: { reason: 'expired' } },
      { action: 'session.signIn' },
    ]);
  });

  test('opening personal data, with its reason, whose numbers are covered', async () => {
    const at = `/dossiers/${dossier.dossierId}/personal-data`;
    const open = () => lab.post(at, officer, { reason: 'Gọi lại 0912345678' });
    const entries = await noted(async () => {
      await expectStatus(open(), 200);
      await expectStatus(open(), 200);
    });
    expect(entries).toMatchObject([
      {
        actor: demoAccountId(officer),
        action: 'personalData.read',
        subject_id: dossier.dossierId,
        detail: { reason: 'Gọi lại ••••••••••' },
      },
    ]);
  });

  test('a scan and a paper that are opened', async () => {
    const { id } = await lab.draft();
    await expectStatus(lab.upload(`/drafts/${id}/files`, clerk, { bytes: samplePdf(), name: 'don.pdf' }), 201);
    const { body } = await expectStatus(lab.post(`/drafts/${id}/submit`, clerk), 201);
    const { dossierId } = body as SubmittedDossier;
    await lab.deliver();
    const page = await lab.get(`/dossiers/${dossierId}`, officer);
    const [file] = page.body.attachments as { id: string }[];
    const [paper] = page.body.documents as { id: string; kind: string }[];
    const entries = await noted(async () => {
      await expectStatus(lab.get(`/dossiers/${dossierId}/files/${file?.id}`, officer), 200);
      await expectStatus(lab.get(`/dossiers/${dossierId}/documents/${paper?.id}`, officer), 200);
    });
    expect(entries).toMatchObject([
      { action: 'attachment.read', subject_id: dossierId, detail: { file: file?.id } },
      { action: 'document.read', subject_id: dossierId, detail: { document: paper?.id, kind: paper?.kind } },
    ]);
  });

  test('exports of the register and the statistics', async () => {
    const entries = await noted(async () => {
      await expectStatus(lab.get('/register.xlsx', clerk), 200);
      await expectStatus(lab.get('/statistics.xlsx?from=2026-01-01&to=2026-01-31', head), 200);
    });
    expect(entries[0]).toMatchObject({ actor: demoAccountId(clerk), action: 'register.export' });
    const readings = entries.filter(({ action }) => action === 'personalData.read');
    expect(readings.map(({ subject_id }) => subject_id)).toContain(dossier.dossierId);
    expect(readings).toHaveLength(entries[0]?.detail.dossiers as number);
    expect(entries.at(-1)).toMatchObject({
      action: 'statistics.export',
      detail: { from: '2026-01-01', to: '2026-01-31', format: 'xlsx' },
    });
  });

  test('a comment, once under a repeated key, without its text', async () => {
    const key = randomUUID();
    const entries = await noted(async () => {
      for (let index = 0; index < 3; index++)
        await expectStatus(
          lab.post(`/dossiers/${dossier.dossierId}/comments`, officer, { body: 'Bà Hồng Nhung' }, key),
          201,
        );
    });
    expect(entries).toMatchObject([{ action: 'dossier.comment', subject_id: dossier.dossierId }]);
    expect(JSON.stringify(entries)).not.toContain('Nhung');
  });

  test('a delegation and its end, once each', async () => {
    const key = randomUUID();
    const to = demoAccountId('canbo2.dongxoai');
    const body = { to, firstDay: '2099-01-05', lastDay: '2099-01-06', reason: 'Nghỉ phép' };
    const entries = await noted(async () => {
      await expectStatus(lab.post('/delegations', officer, body, key), 201);
      const again = await expectStatus(lab.post('/delegations', officer, body, key), 201);
      const { id } = again.body as { id: string };
      await expectStatus(lab.post(`/delegations/${id}/end`, officer), 200);
      await expectStatus(lab.post(`/delegations/${id}/end`, officer), 200);
    });
    expect(entries.map(({ action, subject_id }) => [action, subject_id])).toEqual([
      ['delegation.create', to],
      ['delegation.end', to],
    ]);
  });

  test('an item of the outbox that an administrator has sent again', async () => {
    const { rows } = await lab.pool.query<{ id: string }>(
      `insert into outbox (key, kind, dossier_id, ordering_key, payload, failed_at)
       values ('audit-test', 'mail', $1, 'audit-test', '{}', now()) returning id::text`,
      [dossier.dossierId],
    );
    const id = rows[0]?.id;
    const key = randomUUID();
    const entries = await noted(async () => {
      await expectStatus(lab.post(`/outbox/${id}/retry`, admin, {}, key), 200);
      await expectStatus(lab.post(`/outbox/${id}/retry`, admin, {}, key), 200);
    });
    expect(entries).toMatchObject([
      { actor: demoAccountId(admin), action: 'outbox.retry', subject_id: id, detail: { kind: 'mail' } },
    ]);
  });

  test('a simulation, once', async () => {
    const key = randomUUID();
    const body = { until: new Date(Date.now() + 20 * 86_400_000).toISOString() };
    const entries = await noted(async () => {
      await expectStatus(lab.post(`/dossiers/${dossier.dossierId}/simulations`, officer, body, key), 202);
      await expectStatus(lab.post(`/dossiers/${dossier.dossierId}/simulations`, officer, body, key), 202);
    });
    expect(entries.map(({ action }) => action)).toEqual(['dossier.simulate']);
  });
});

describe('commands of a dossier', () => {
  test('each is in the log once, under its own name, whoever sends it how often', async () => {
    const task = await lab.openTask(dossier.dossierId, 'appraise');
    const at = `/dossiers/${dossier.dossierId}/tasks/${task}`;
    const key = randomUUID();
    const entries = await noted(async () => {
      const replies = await Promise.all(Array.from({ length: 4 }, () => lab.post(`${at}/claim`, officer, {}, key)));
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      await expectStatus(lab.post(`${at}/claim`, officer, {}, key), 200);
      await expectStatus(lab.post(`${at}/release`, officer), 200);
    });
    expect(entries).toMatchObject([
      {
        actor: demoAccountId(officer),
        action: 'dossier.claimTask',
        subject_id: dossier.dossierId,
        detail: { code: dossier.code },
      },
      { actor: demoAccountId(officer), action: 'dossier.releaseTask', subject_id: dossier.dossierId },
    ]);
  });

  test('what is refused leaves nothing', async () => {
    const task = await lab.openTask(dossier.dossierId, 'appraise');
    const entries = await noted(async () => {
      expect((await lab.post(`/dossiers/${dossier.dossierId}/tasks/${task}/claim`, 'canbo1.budang')).status).toBe(404);
      expect(
        (await lab.post(`/dossiers/${dossier.dossierId}/tasks/${task}/complete`, officer, { data: {} })).status,
      ).toBe(422);
    });
    expect(entries).toEqual([]);
  });
});

describe('A5.5: no personal data is in the log', () => {
  test('of a whole way from the counter to the tax office and back', async () => {
    const before = await lastSerial();
    const atTax = await lab.atTax();
    await lab.get(`/dossiers/${atTax.dossierId}`, officer);
    await lab.post(`/dossiers/${atTax.dossierId}/personal-data`, officer, { reason: 'Đối chiếu' });
    await lab.get('/register.pdf', clerk);
    await lab.get(`/people/${atTax.dossierId}/applicant`, clerk);
    const entries = await entriesSince(before);
    expect(entries.length).toBeGreaterThan(8);
    const text = JSON.stringify(entries);
    const personal = personalTexts(sampleApplication());
    expect(personal.length).toBeGreaterThan(6);
    expect(personal.filter((one) => text.includes(one))).toEqual([]);
    expect(text).not.toMatch(/(?<![\w-])(\d{12}|0\d{9})(?![\w-])/);
  });

  /** Names, numbers, addresses and days of birth of the people of a form. */
  function personalTexts(value: unknown, isPerson = false): string[] {
    if (typeof value === 'string') return isPerson && value.length > 3 ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, item]) =>
      personalTexts(item, isPerson || /fullName|idNumber|phone|email|birthDate|address/i.test(name)),
    );
  }
});

describe('GET /audit', () => {
  test('administrators read all of it; heads what was done in their units and below; others nothing', async () => {
    const all = await expectStatus(lab.get('/audit?limit=100', admin), 200);
    expect(all.body.items.some(({ unit }: JsonBody) => unit === null)).toBe(true);
    const own = await expectStatus(lab.get('/audit?limit=100', head), 200);
    const units = new Set(own.body.items.map(({ unit }: JsonBody) => unit?.id));
    expect(units.size).toBeGreaterThan(0);
    expect([...units].every((unit) => String(unit).includes('dongxoai'))).toBe(true);
    const other = await expectStatus(lab.get('/audit?limit=100', elsewhere), 200);
    expect(other.body.items.every(({ unit }: JsonBody) => String(unit.id).includes('budang'))).toBe(true);
    expect((await lab.get('/audit', officer)).status).toBe(403);
    expect((await lab.get('/audit', clerk)).status).toBe(403);
    expect((await lab.get('/audit/state', officer)).status).toBe(403);
    expect((await lab.get('/audit/export?format=csv', officer)).status).toBe(403);
    expect((await lab.get('/audit')).status).toBe(401);
  });

  test('a unit that is none of mine is none', async () => {
    const { body } = await expectStatus(lab.get('/audit?limit=100', admin), 200);
    const unit = body.items.map((item: JsonBody) => item.unit?.id).find((id: string) => id?.includes('dongxoai'));
    expect((await lab.get(`/audit?unit=${unit}`, head)).status).toBe(200);
    expect((await lab.get(`/audit?unit=${unit}`, elsewhere)).body.code).toBe('UNIT_NOT_FOUND');
    expect((await lab.get(`/audit/export?format=csv&unit=${unit}`, elsewhere)).body.code).toBe('UNIT_NOT_FOUND');
  });

  test('by dossier code, by name, by act, by day; combined', async () => {
    const find = async (query: string, as = admin) =>
      (await expectStatus(lab.get(`/audit?${query}`, as), 200)).body.items;
    const ofDossier = await find(`subject=${dossier.code}`);
    expect(ofDossier.at(-1)).toMatchObject({
      action: 'dossier.submit',
      subject: { type: 'dossier', id: dossier.dossierId, label: dossier.code },
      actor: { id: demoAccountId(clerk), name: expect.any(String) as string },
      replaced: false,
    });
    expect(await find(`subject=${dossier.dossierId}`)).toEqual(ofDossier);
    const claims = await find(`actor=${officer}&action=dossier.claimTask&subject=${dossier.code}`);
    expect(claims).toHaveLength(1);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(await find(`from=${today}&to=${today}&subject=${dossier.code}`)).toEqual(ofDossier);
    expect(await find(`to=2020-01-01`)).toEqual([]);
    expect(await find(`from=2099-01-01`)).toEqual([]);
    expect(await find(`subject=${dossier.code}`, elsewhere)).toEqual([]);
    expect((await lab.get('/audit?from=2026-02-02&to=2026-02-01', admin)).status).toBe(422);
    expect((await lab.get('/audit?action=dossier.unknown', admin)).status).toBe(422);
  });

  test('pages hold every entry once, newest first, for heads, too', async () => {
    for (const as of [admin, head]) {
      const whole = (await lab.get('/audit?limit=100', as)).body.items.map(({ id }: JsonBody) => id as string);
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await expectStatus(lab.get(`/audit?limit=7${cursor}`, as), 200);
        found.push(...body.items.map(({ id }: JsonBody) => id as string));
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (cursor && found.length < 100);
      expect(found.slice(0, whole.length)).toEqual(whole.slice(0, found.length));
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort().reverse()).toEqual(found);
    }
    expect((await lab.get('/audit?cursor=x', admin)).body.code).toBe('CURSOR_INVALID');
  });

  test('tells the place in the chain once it has one', async () => {
    while ((await sealAudit(lab.appDatabase.pool, 1_000)) > 0);
    const { body } = await expectStatus(lab.get('/audit?limit=2', admin), 200);
    const [newer, older] = body.items;
    expect(newer.seal.number).toBeGreaterThan(0);
    expect(newer.seal.previousHash).toMatch(/^[0-9a-f]{64}$/);
    expect(older.seal.hash).toMatch(/^[0-9a-f]{64}$/);
    const state = await expectStatus(lab.get('/audit/state', admin), 200);
    expect(state.body).toMatchObject({ isProtected: true, lastHead: null, lastCheck: null });
    const verification = await verifyAudit(lab.pool, []);
    expect(verification).toEqual({ count: state.body.sealed, head: state.body.hash });
  });
});

describe('GET /audit/export', () => {
  test('is noted itself, and runs no formula in a spreadsheet', async () => {
    await lab.pool.query(
      `insert into audit_entry (id, at, actor, action, subject_type, subject_id, detail)
       values (audit_entry_id(now(), 'formula'), now(), '=HYPERLINK("http://x")', 'system.recover', 'test', '+1+1', '{}')`,
    );
    let files: { csv: string; xlsx: Buffer } | undefined;
    const entries = await noted(async () => {
      const csv = await expectStatus(lab.get('/audit/export?format=csv', admin), 200);
      const xlsx = await expectStatus(lab.get('/audit/export?format=xlsx', admin), 200);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      files = { csv: csv.bytes.toString('utf8'), xlsx: xlsx.bytes };
    });
    expect(entries).toMatchObject([
      { actor: demoAccountId(admin), action: 'audit.export', detail: { format: 'csv' } },
      { action: 'audit.export', detail: { format: 'xlsx' } },
    ]);
    expect(files?.csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(files?.csv).toContain(`"'+1+1"`);
    const workbook = new Workbook();
    await workbook.xlsx.load(files?.xlsx as never);
    const texts: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
    expect(texts).toContain(`'+1+1`);
    expect(texts.filter((text) => /^[=+@]/.test(text))).toEqual([]);
  });

  test('takes no more than it can hold', async () => {
    await lab.pool.query(
      `insert into audit_entry (id, at, actor, action, detail)
       select audit_entry_id('2001-01-01', n::text), '2001-01-01', 'many', 'system.recover', '{}' from generate_series(1, 5001) n`,
    );
    const { status, body } = await lab.get('/audit/export?format=csv&actor=many', admin);
    expect([status, body.code, body.details]).toEqual([422, 'AUDIT_TOO_LONG', { most: 5_000 }]);
  });
});
