import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createDeliverDocument } from '../../../activities/documents/deliver-document';
import { createPushProgress } from '../../../activities/links/push-progress';
import { createDeliverMail } from '../../../activities/mail/deliver-mail';
import { createMailTransport, type MailTransport } from '../../../activities/mail/mail-transport';
import { createDeliver } from '../../../activities/outbox/deliver';
import { deliverDue, PermanentDeliveryError } from '../../../activities/outbox/deliver-due';
import type { OutboxRow } from '../../../db/projections/outbox-queue';
import { raiseEscalations } from '../../../db/projections/raise-escalations';
import { createFileStore } from '../../../platform/file-store';
import { createMailCatcher, type CaughtMail, type MailCatcher } from '../../../simulators/mail-catcher';
import { sampleApplication } from '../../unit/procedures/sample-application';
import { DossierStory, newCode, OFFICER, StoryWorld } from './dossier-story';
import { finishTransfer, tellTaxedTransfer } from './taxed-transfer';

const FROM = 'Hệ thống một cửa <khong-tra-loi@motcua.example.vn>';
const PUBLIC_URL = 'https://motcua.example.vn';
const APPLICANT = 'hong.nhung@example.vn';

let world: StoryWorld;
let catcher: MailCatcher;
let transport: MailTransport;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-mails-'));
  world = await StoryWorld.open();
  catcher = await createMailCatcher({ smtpPort: 0, httpPort: 0, dir: path.join(folder, 'mails') });
  transport = connect(catcher.smtpPort);
});

afterAll(async () => {
  transport.close();
  await catcher.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await fetch(`${catcher.url}/messages`, { method: 'DELETE' });
  await behave('normal');
});

function connect(port: number): MailTransport {
  const made = createMailTransport(`smtp://127.0.0.1:${port}`);
  if (!made) throw new Error('no transport');
  return made;
}

function deliverer(to: MailTransport | undefined = transport) {
  const { pool } = world;
  return createDeliverMail({ pool, transport: to, from: FROM, publicUrl: PUBLIC_URL });
}

/** The outbox as the worker runs it; jobs need Temporal and are left out. */
async function deliverEverything(to: MailTransport = transport): Promise<void> {
  const { pool } = world;
  await pool.query(`update outbox set delivered_at = now() where kind = 'job'`);
  const deliver = createDeliver({
    mail: deliverer(to),
    document: createDeliverDocument({
      pool,
      files: createFileStore(path.join(folder, 'files')),
      publicUrl: PUBLIC_URL,
    }),
    oneStopProgress: createPushProgress(pool, undefined),
    job: () => Promise.reject(new Error('there are none')),
  });
  while (await deliverDue(pool, deliver));
}

async function caught(to?: string): Promise<CaughtMail[]> {
  const response = await fetch(`${catcher.url}/messages?limit=1000${to ? `&to=${to}` : ''}`);
  const { messages } = (await response.json()) as { messages: CaughtMail[] };
  return messages.reverse();
}

async function rawOf({ id }: CaughtMail): Promise<string> {
  return (await fetch(`${catcher.url}/messages/${id}/raw`)).text();
}

async function behave(mode: 'normal' | 'down'): Promise<void> {
  const body = JSON.stringify({ mode });
  await fetch(`${catcher.url}/control/behaviour`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

interface Settled {
  readonly delivered: boolean;
  readonly failed: boolean;
  readonly attempts: number;
  readonly error: string | null;
}

async function settledOf(key: string): Promise<Settled | undefined> {
  const { rows } = await world.pool.query<Settled>(
    `select delivered_at is not null as delivered, failed_at is not null as failed, attempts, last_error as error
     from outbox where key = $1`,
    [key],
  );
  return rows[0];
}

async function mailOf(story: DossierStory, mail: string): Promise<OutboxRow> {
  const item = (await world.pending()).find(
    ({ dossierId, payload }) => dossierId === story.id && payload.mail === mail,
  );
  if (!item) throw new Error(`no mail ${mail} is queued`);
  return item;
}

/** A dossier whose appraisal asks for a supplement: one mail to the applicant, and two papers. */
async function askForSupplement(form = sampleApplication()): Promise<DossierStory> {
  const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05', form });
  await story.act(
    'requestSupplement',
    { task: story.open('appraise') },
    {
      at: '2026-11-03T09:30',
      texts: { reason: 'Thiếu chữ ký', items: [{ name: 'Tờ khai thuế', originals: 1 }] },
    },
  );
  return story;
}

describe('mails to the applicant', () => {
  it('given the whole life of a taxed transfer, each mail of its steps arrives with both parts', async () => {
    const code = newCode();
    const story = await tellTaxedTransfer(world, code);
    await deliverEverything(); // the notices go out before they are paid
    await finishTransfer(story);
    await deliverEverything();
    // By subject: mails of different kinds do not wait for one another.
    const mails = (await caught(APPLICANT)).sort((a, b) => a.subject.localeCompare(b.subject, 'vi'));
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Hồ sơ ${code} đã có kết quả`,
      `Thông báo nộp nghĩa vụ tài chính – hồ sơ ${code}`,
      `Xin lỗi và hẹn lại ngày trả kết quả hồ sơ ${code}`,
      `Yêu cầu bổ sung hồ sơ ${code}`,
    ]);
    const [ready, notice, apology, supplement] = mails.map(({ text }) => text);
    expect(supplement).toContain(
      '1. Tờ khai thuế thu nhập cá nhân, ký lại ở trang 2\n2. Giấy xác nhận tình trạng hôn nhân',
    );
    expect(supplement).toContain('ngày 25 tháng 11 năm 2026');
    expect(notice).toContain('Lệ phí trước bạ nhà, đất (Thông báo số TB-0501): 4.250.000 đồng');
    expect(notice).toContain('21.250.000 đồng');
    expect(apology).toContain('máy in phôi Giấy chứng nhận bị hỏng.');
    expect(apology).toContain('ngày 27 tháng 11 năm 2026');
    expect(ready).toContain('Bộ phận Tiếp nhận và Trả kết quả Đồng Xoài');
    expect(ready).toContain('Bản gốc Giấy chứng nhận đã cấp');
    for (const mail of mails) {
      expect(mail.html).toContain(`<a href="https://motcua.example.vn/tra-cuu?code=${code}">`);
      expect(mail.text).toContain('Kính gửi Ông/Bà Nguyễn Thị Hồng Nhung,');
      // the secret of the look-up stays on the receipt, ids and the other party stay inside
      expect(mail.text + mail.html).not.toMatch(/K7M2QX94|070188001234|Trần Văn Lợi/);
      expect(mail.html).not.toContain(story.id);
    }
  });

  it('given a refusal, its reasons and legal basis', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
    const texts = { reasons: ['Đất bị kê biên', 'Thiếu hợp đồng <gốc>'], legalBasis: ['Điều 45 Luật Đất đai'] };
    await story.act('refuse', {}, { at: '2026-11-03T08:00', texts });
    await deliverEverything();
    const [mail] = await caught(APPLICANT);
    expect(mail?.text).toContain('Đất bị kê biên\nThiếu hợp đồng <gốc>');
    expect(mail?.html).toContain('Thiếu hợp đồng &lt;gốc&gt;');
    expect(mail?.text).toContain('Điều 45 Luật Đất đai');
  });

  it('has the headers of a machine, a date of its own time and an id made from its key', async () => {
    const story = await askForSupplement();
    const item = await mailOf(story, 'supplementRequest');
    await deliverEverything();
    const [mail] = await caught(APPLICANT);
    if (!mail) throw new Error('no mail');
    const raw = await rawOf(mail);
    expect(mail.from).toBe('"Hệ thống một cửa" <khong-tra-loi@motcua.example.vn>');
    expect(mail.to).toBe(`"Nguyễn Thị Hồng Nhung" <${APPLICANT}>`);
    expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@motcua\.example\.vn>$/);
    expect(mail.messageId).not.toContain(story.id);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Content-Language: vi\r$/m);
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(Date.parse(/^Date: (.*)\r$/m.exec(raw)?.[1] ?? '')).toBe(item.createdAt.getTime());
    expect(item.createdAt).toEqual(new Date('2026-11-03T09:30:00+07:00'));
  });

  it('delivered twice, it is one mail to a mailbox: same Message-ID, same date', async () => {
    const item = await mailOf(await askForSupplement(), 'supplementRequest');
    const deliver = deliverer();
    await deliver(item);
    await deliver(item);
    const mails = await caught(APPLICANT);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
    const dates = await Promise.all(mails.map(async (mail) => /^Date: .*$/m.exec(await rawOf(mail))?.[0]));
    expect(new Set(dates).size).toBe(1);
    await deliverEverything();
  });

  it('without an address there is nothing to do, and it is done', async () => {
    const form = sampleApplication();
    delete (form.applicant as Record<string, unknown>).email;
    const item = await mailOf(await askForSupplement(form), 'supplementRequest');
    await deliverEverything();
    expect(await settledOf(item.key)).toEqual({ delivered: true, failed: false, attempts: 1, error: null });
    expect(await caught()).toEqual([]);
  });

  it('a reminder names what is still open, and nothing is sent when all is paid', async () => {
    const story = await tellTaxedTransfer(world, newCode());
    const item = await mailOf(story, 'paymentNotice');
    const settle = (number: string) =>
      world.pool.query(`update tax_notice set settled_kind = 'PAID' where dossier_id = $1 and number = $2`, [
        story.id,
        number,
      ]);
    const deliver = deliverer();
    await settle('TB-0501');
    await deliver(item);
    await settle('TB-0502');
    await deliver(item);
    const mails = await caught(APPLICANT);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('TB-0502');
    expect(mails[0]?.text).not.toContain('TB-0501');
    await deliverEverything();
  });

  it('a mail that nobody knows is given up', async () => {
    const item = await mailOf(await askForSupplement(), 'supplementRequest');
    await expect(deliverer()({ ...item, payload: { mail: 'toString', seq: 1 } })).rejects.toThrow(
      PermanentDeliveryError,
    );
    await deliverEverything();
  });
});

describe('escalations', () => {
  const officer = 'canbo1.dongxoai@binhphuoc.example';
  const head = 'lanhdao.dongxoai@binhphuoc.example';
  const managers = ['quanly.vpdk@binhphuoc.example', 'quanly@binhphuoc.example'];

  it('given a claimed task and all thresholds passed while nobody watched, each goes to the people of its percent', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
    await story.act('claimTask', { task: story.open('appraise') }, { at: '2026-11-02T09:00' });
    await raiseEscalations(world.pool, 1_000);
    await deliverEverything();
    const mails = (await caught()).filter(({ subject }) => subject.includes(story.code));
    const told = mails.map(({ subject, envelope }) => [subject.split(']')[0], [...envelope.to].sort()]);
    expect(told.sort()).toEqual(
      [
        ['[Sắp hạn 50%', [officer]],
        ['[Sắp hạn 75%', [officer, head]],
        ['[Sắp hạn 90%', [officer, head]],
        ['[Quá hạn', [officer, head, ...managers]],
      ].sort(),
    );
    const overdue = mails.find(({ subject }) => subject.startsWith('[Quá hạn'));
    expect(overdue?.to).toBe(`"Phạm Quốc Bảo" <${officer}>`); // asked to act; the others are told
    expect(overdue?.text).toContain('100%, lúc 17:00 12/11/2026');
    expect(overdue?.text).toContain('Hạn xử lý: 17:00 12/11/2026');
    expect(overdue?.text).toContain('Cảnh báo này được gửi bù');
    expect(overdue?.html).toContain(`https://motcua.example.vn/dossiers/${story.id}`);
    for (const { text } of mails) expect(text).not.toContain('Nguyễn Thị Hồng Nhung');
  });

  it('given nobody has taken the task, the head is asked', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
    await raiseEscalations(world.pool, 1_000);
    await deliverEverything();
    const first = (await caught()).find(({ subject }) => subject.includes('50%') && subject.includes(story.code));
    expect(first?.envelope.to).toEqual([head]);
  });

  it('hundreds of a lease at once are each their own', async () => {
    const stories = await Promise.all(
      Array.from({ length: 20 }, () => DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' })),
    );
    await raiseEscalations(world.pool, 1_000);
    await deliverEverything();
    const mails = await caught();
    for (const { code } of stories) {
      const own = mails.filter(({ subject, text }) => subject.includes(code) && text.includes(code));
      expect(own).toHaveLength(4);
    }
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  });

  it('given nobody to tell up to the top, it is given up for a person to see, not passed over', async () => {
    const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
    await raiseEscalations(world.pool, 1_000);
    const items = (await world.pending()).filter(({ dossierId, kind }) => dossierId === story.id && kind === 'mail');
    const key = items[0]?.key ?? '';
    await world.pool.query(`update account set active = false where id = any($1)`, [await officeIds()]);
    await deliverEverything();
    expect(await settledOf(key)).toMatchObject({ delivered: false, failed: true });
    await world.pool.query('update account set active = true');
  });

  async function officeIds(): Promise<string[]> {
    const { rows } = await world.pool.query<{ id: string }>(
      `select distinct account_id::text as id from account_role where role in ('unitHead', 'manager')`,
    );
    return rows.map(({ id }) => id);
  }
});

describe('when the mail server is in trouble', () => {
  const dueNow = () =>
    world.pool.query('update outbox set next_attempt_at = now() where delivered_at is null and failed_at is null');

  it('refuses for now: the mail is postponed, and delivered when it is back', async () => {
    const { key } = await mailOf(await askForSupplement(), 'supplementRequest');
    await behave('down');
    await deliverEverything();
    expect(await settledOf(key)).toMatchObject({ delivered: false, failed: false, attempts: 1 });
    // a kept connection hears it at the next mail, a new one at once
    expect((await settledOf(key))?.error).toMatch(/^the mail server answered 4(21|51)$/);
    await behave('normal');
    await dueNow();
    await deliverEverything();
    expect(await settledOf(key)).toEqual({ delivered: true, failed: false, attempts: 2, error: null });
    expect(await caught(APPLICANT)).toHaveLength(1);
  });

  it('gone altogether, and back on the same port', async () => {
    const { key } = await mailOf(await askForSupplement(), 'supplementRequest');
    const { smtpPort } = catcher;
    await catcher.close();
    await deliverEverything();
    expect(await settledOf(key)).toMatchObject({ delivered: false, failed: false });
    catcher = await createMailCatcher({ smtpPort, httpPort: 0, dir: path.join(folder, 'mails') });
    await dueNow();
    await deliverEverything();
    expect(await settledOf(key)).toMatchObject({ delivered: true });
    expect(await caught(APPLICANT)).toHaveLength(1);
  });

  it('not configured: mails wait', async () => {
    const item = await mailOf(await askForSupplement(), 'supplementRequest');
    const waiting = createDeliverMail({
      pool: world.pool,
      transport: createMailTransport(undefined),
      from: FROM,
      publicUrl: PUBLIC_URL,
    });
    await expect(waiting(item)).rejects.toThrow('no mail server is configured');
    await expect(waiting(item)).rejects.not.toBeInstanceOf(PermanentDeliveryError);
    await deliverEverything();
  });

  describe('one that answers as told', () => {
    async function withServer(options: SMTPServerOptions, work: (to: MailTransport) => Promise<void>): Promise<void> {
      const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, ...options });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const to = connect((server.server.address() as AddressInfo).port);
      try {
        await work(to);
      } finally {
        to.close();
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
    }
    const refuse = (responseCode: number) => Object.assign(new Error('no such mailbox hong.nhung'), { responseCode });
    const swallow: SMTPServerOptions['onData'] = (stream, _session, callback) => {
      stream.resume();
      stream.on('end', () => callback(null));
    };

    it.each<[string, SMTPServerOptions]>([
      ['the recipient', { onRcptTo: (_address, _session, callback) => callback(refuse(550)) }],
      ['the sender', { onMailFrom: (_address, _session, callback) => callback(refuse(553)) }],
      [
        'the content',
        {
          onData: (stream, _session, callback) => {
            stream.resume();
            stream.on('end', () => callback(refuse(554)));
          },
        },
      ],
    ])('5xx to %s is final: the mail is given up, without repeating the address', async (_what, options) => {
      const { key } = await mailOf(await askForSupplement(), 'supplementRequest');
      await withServer(options, deliverEverything);
      const settled = await settledOf(key);
      expect(settled).toMatchObject({ delivered: false, failed: true, attempts: 1 });
      expect(settled?.error).toMatch(/^the mail server answered 55[034]$/);
    });

    it('4xx to the recipient is tried again', async () => {
      const { key } = await mailOf(await askForSupplement(), 'supplementRequest');
      await withServer({ onRcptTo: (_address, _session, callback) => callback(refuse(450)) }, deliverEverything);
      expect(await settledOf(key)).toMatchObject({ delivered: false, failed: false });
      await dueNow();
      await deliverEverything();
    });

    it('5xx to our greeting is about the server, not about the mail: tried again', async () => {
      const { key } = await mailOf(await askForSupplement(), 'supplementRequest');
      await withServer({ onConnect: (_session, callback) => callback(refuse(554)) }, deliverEverything);
      expect(await settledOf(key)).toMatchObject({ delivered: false, failed: false });
      await dueNow();
      await deliverEverything();
    });

    it.each([
      ['refused', 550, true],
      ['put off', 450, false],
    ])(
      'one of several recipients %s: the others have it, and it does not pass silently',
      async (_how, code, failed) => {
        const story = await DossierStory.submit(world, { code: newCode(), at: '2026-11-02T08:05' });
        await story.act('claimTask', { task: story.open('appraise') }, { at: '2026-11-02T09:00', by: OFFICER });
        await raiseEscalations(world.pool, 1_000);
        const item = (await world.pending()).find(
          ({ dossierId, payload }) => dossierId === story.id && payload.percent === 75,
        );
        if (!item) throw new Error('no escalation');
        const taken: string[] = [];
        const options: SMTPServerOptions = {
          onRcptTo: ({ address }, _session, callback) => {
            if (address.startsWith('lanhdao')) callback(refuse(code));
            else {
              taken.push(address);
              callback();
            }
          },
          onData: swallow,
        };
        await withServer(options, async (to) => {
          const outcome = await deliverer(to)(item).catch((error: unknown) => error as Error);
          expect(outcome).toBeInstanceOf(Error);
          expect(outcome instanceof PermanentDeliveryError).toBe(failed);
          expect((outcome as Error).message).toContain(`1 of 2 recipients refused`);
        });
        expect(taken).toEqual(['canbo1.dongxoai@binhphuoc.example']);
        await deliverEverything();
      },
    );
  });
});
