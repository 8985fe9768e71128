import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createMailCatcher, type CaughtMail, type MailCatcher } from '../../../simulators/mail-catcher';
import { callJson, createFolders } from './receiving-api';

const folders = createFolders();
let catcher: MailCatcher;
let dir: string;

function sendMail(to: string | string[], subject: string, more: Record<string, unknown> = {}): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port: catcher.smtpPort, secure: false });
  const from = '"Văn phòng đăng ký đất đai" <vpdk@example.vn>';
  return transport.sendMail({ from, to, subject, text: 'Hồ sơ sắp đến hạn.', ...more });
}

async function readMails(query = ''): Promise<{ total: number; messages: CaughtMail[] }> {
  return (await callJson<{ total: number; messages: CaughtMail[] }>(`${catcher.url}/messages${query}`)).answer;
}

const start = () => createMailCatcher({ smtpPort: 0, httpPort: 0, dir });

beforeEach(async () => {
  dir = folders.create();
  catcher = await start();
});

afterEach(() => catcher.close());

afterAll(() => folders.removeAll());

describe('mail catcher', () => {
  it('given a Vietnamese mail with html and an attachment, then all of it is shown', async () => {
    await sendMail('lan@example.vn', 'Cảnh báo: hồ sơ đã dùng 75 % thời hạn giải quyết', {
      html: '<p>Hồ sơ <b>sắp đến hạn</b></p>',
      attachments: [{ filename: 'phieu-xin-loi.pdf', content: Buffer.from('%PDF-1.4') }],
    });
    const { total, messages } = await readMails();
    expect(total).toBe(1);
    expect(messages[0]).toMatchObject({
      envelope: { from: 'vpdk@example.vn', to: ['lan@example.vn'] },
      from: '"Văn phòng đăng ký đất đai" <vpdk@example.vn>',
      to: 'lan@example.vn',
      subject: 'Cảnh báo: hồ sơ đã dùng 75 % thời hạn giải quyết',
      text: expect.stringContaining('Hồ sơ sắp đến hạn.') as string,
      html: expect.stringContaining('<b>sắp đến hạn</b>') as string,
      attachments: [{ filename: 'phieu-xin-loi.pdf', contentType: 'application/pdf', size: 8 }],
    });
    const raw = await fetch(`${catcher.url}/messages/${messages[0]!.id}/raw`);
    expect(await raw.text()).toContain('phieu-xin-loi.pdf');
    expect((await callJson(`${catcher.url}/messages/${messages[0]!.id}`)).answer).toEqual(messages[0]);
    expect((await callJson(`${catcher.url}/messages/nothing`)).status).toBe(404);
  });

  it('given mails to several people, then they are found by recipient, blind copies too, newest first', async () => {
    await sendMail('lan@example.vn', 'một');
    await sendMail(['tuan@example.vn', 'lan@example.vn'], 'hai');
    await sendMail('tuan@example.vn', 'ba', { bcc: 'giam-doc@example.vn' });
    const subjects = async (query: string) => (await readMails(query)).messages.map((mail) => mail.subject);
    expect(await subjects('')).toEqual(['ba', 'hai', 'một']);
    expect(await subjects('?to=LAN@example.vn')).toEqual(['hai', 'một']);
    expect(await subjects('?to=giam-doc@example.vn')).toEqual(['ba']);
    expect(await subjects('?limit=1')).toEqual(['ba']);
    expect((await callJson(`${catcher.url}/messages?limit=0`)).status).toBe(400);
  });

  it('given a restart, then the mails are still there, and a half-written one does no harm', async () => {
    await sendMail('lan@example.vn', 'trước khi khởi động lại');
    await catcher.close();
    writeFileSync(join(dir, '20260101-broken.json'), '{"id":"2026');
    catcher = await start();
    await sendMail('lan@example.vn', 'sau khi khởi động lại');
    expect((await readMails()).messages.map((mail) => mail.subject)).toEqual([
      'sau khi khởi động lại',
      'trước khi khởi động lại',
    ]);
  });

  it('given down, then the sender gets a refusal for the time being; when up again, the mail is taken', async () => {
    await callJson(`${catcher.url}/control/behaviour`, { mode: 'down' });
    await expect(sendMail('lan@example.vn', 'x')).rejects.toMatchObject({ responseCode: 421 });
    await callJson(`${catcher.url}/control/behaviour`, { mode: 'normal' });
    await sendMail('lan@example.vn', 'x');
    expect((await readMails()).total).toBe(1);
  });

  it('given slow, then the sender waits for its answer', async () => {
    await callJson(`${catcher.url}/control/behaviour`, { mode: 'slow', delayMs: 300 });
    const begun = Date.now();
    await sendMail('lan@example.vn', 'x');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(290);
  });

  it('given DELETE, then nothing is left in the list and on disk', async () => {
    await sendMail('lan@example.vn', 'x');
    expect(readdirSync(dir)).toHaveLength(2);
    expect((await fetch(`${catcher.url}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await readMails()).toEqual({ total: 0, messages: [] });
    expect(readdirSync(dir)).toEqual([]);
  });
});
