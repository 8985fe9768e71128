import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMailTransport, type MailTransport } from '../../../activities/mail/mail-transport';
import { sendMail, type Mailbox } from '../../../activities/mail/send-mail';
import { createMailCatcher, type CaughtMail, type MailCatcher } from '../../../simulators/mail-catcher';

const FROM = 'Hệ thống một cửa <khong-tra-loi@motcua.example.vn>';

let catcher: MailCatcher;
let transport: MailTransport | undefined;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-mail-headers-'));
  catcher = await createMailCatcher({ smtpPort: 0, httpPort: 0, dir: folder });
  transport = createMailTransport(`smtp://127.0.0.1:${catcher.smtpPort}`);
});
afterAll(async () => {
  transport?.close();
  await catcher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends one mail over SMTP; the header lines it arrived with, and who got it. */
async function send(subject: string, to: Mailbox) {
  await fetch(`${catcher.url}/messages`, { method: 'DELETE' });
  if (!transport) throw new Error('no transport');
  const item = {
    id: '1',
    key: 'khoá',
    kind: 'mail',
    dossierId: '',
    payload: {},
    createdAt: new Date('2026-11-20T02:00:00Z'),
    attempts: 1,
  };
  const message = { subject, text: 'Nội dung', html: '<p>Nội dung</p>' };
  await sendMail(transport, FROM, item, { to: [to], cc: [], message });
  const { messages } = (await (await fetch(`${catcher.url}/messages`)).json()) as { messages: CaughtMail[] };
  const [mail] = messages;
  if (!mail) throw new Error('nothing arrived');
  const raw = await (await fetch(`${catcher.url}/messages/${mail.id}/raw`)).text();
  const [head = ''] = raw.split('\r\n\r\n');
  const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  return { mail, names };
}

const USUAL = [
  ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version'],
  ...['subject', 'to'],
];
const READER = { name: 'Trần Thị Hồng Nhung', address: 'hong.nhung@example.vn' };

describe('what stands in a name or a subject is text, never a header or a command (ASVS 1.3.11)', () => {
  test('a plain mail has these headers', async () => {
    const { mail, names } = await send('Hồ sơ đã nhận', READER);
    expect(names.sort()).toEqual(USUAL);
    expect(mail).toMatchObject({ subject: 'Hồ sơ đã nhận', envelope: { to: [READER.address] } });
  });

  test.each([
    ['a line more', 'Hồ sơ\r\nBcc: ke.xau@evil.example'],
    ['a bare line feed', 'Hồ sơ\nBcc: ke.xau@evil.example'],
    ['an end of the header', 'Hồ sơ\r\n\r\n<script>alert(1)</script>'],
    ['an end of the mail', 'Hồ sơ\r\n.\r\nMAIL FROM:<ke.xau@evil.example>\r\n'],
    ['an encoded line end', 'Hồ sơ =?utf-8?Q?=0D=0ABcc:_ke.xau@evil.example?='],
  ])('%s', async (_what, text) => {
    const inSubject = await send(text, READER);
    expect(inSubject.names.sort()).toEqual(USUAL);
    expect(inSubject.mail.envelope.to).toEqual([READER.address]);
    expect(inSubject.mail.text.trim()).toBe('Nội dung');
    const inName = await send('Hồ sơ', { ...READER, name: text });
    expect(inName.names.sort()).toEqual(USUAL);
    expect(inName.mail.envelope.to).toEqual([READER.address]);
  });

  test('an address that carries a command, or a second reader, reaches nobody else', async () => {
    for (const address of [
      'hong.nhung@example.vn>\r\nRCPT TO:<ke.xau@evil.example',
      'hong.nhung@example.vn\nBcc: ke.xau@evil.example',
    ]) {
      const sent = await send('Hồ sơ', { ...READER, address }).catch((error: unknown) => error as Error);
      const reached = sent instanceof Error ? [] : sent.mail.envelope.to;
      expect(reached).not.toContain('ke.xau@evil.example');
      expect(sent instanceof Error ? USUAL : sent.names.sort()).toEqual(USUAL);
    }
  });
});
