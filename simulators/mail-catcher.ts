/**
 * Catch-all mail server: takes every mail, delivers none, shows them as JSON.
 *
 *   GET    /messages?to=&limit=     newest first; `to` = one recipient's address
 *   GET    /messages/:id            one mail with text, html and attachments' names
 *   GET    /messages/:id/raw        as it came (message/rfc822)
 *   DELETE /messages                forgets all
 *   POST   /control/behaviour       {mode: normal|slow|down, delayMs}: `down` refuses for the time being (SMTP 421/451)
 *
 * A mail is on disk (`<id>.eml`, then `<id>.json`) before the sender is told that it was taken.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { z } from 'zod';
import { SimulatorRefusal, createSimulatorApp, parseBody, startServer } from './http-server';

export interface MailCatcherOptions {
  /** 0 takes a free port. */
  smtpPort: number;
  /** 0 takes a free port. */
  httpPort: number;
  host?: string;
  /** Folder that keeps the mails. */
  dir: string;
  now?: () => Date;
}

export interface MailCatcher {
  smtpPort: number;
  httpPort: number;
  url: string;
  close(): Promise<void>;
}

/** One caught mail. */
export interface CaughtMail {
  id: string;
  receivedAt: string;
  /** Sender and recipients of the SMTP envelope: who really got it. */
  envelope: { from: string; to: string[] };
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Message-ID header, the same when a sender repeats a mail. */
  messageId: string;
  attachments: { filename: string; contentType: string; size: number }[];
}

const behaviourSchema = z.object({
  mode: z.enum(['normal', 'slow', 'down']),
  delayMs: z.int().min(0).max(600_000),
});
const listQuerySchema = z.object({
  to: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(200),
});

const MAX_MAIL_BYTES = 25 * 1024 * 1024;

/** Starts both servers; mails in the folder are shown again. */
export async function createMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const { host = '127.0.0.1', dir, now = () => new Date() } = options;
  mkdirSync(dir, { recursive: true });
  let mails = readKeptMails(dir);
  let behaviour: z.infer<typeof behaviourSchema> = { mode: 'normal', delayMs: 0 };

  async function keepMail(stream: Readable & { sizeExceeded?: boolean }, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (stream.sizeExceeded) throw createSmtpError(552, 'The mail is too large.');
    if (behaviour.mode === 'slow') await sleep(behaviour.delayMs);
    const raw = Buffer.concat(chunks);
    const mail = await readMail(raw, session, now());
    writeFileSync(join(dir, `${mail.id}.eml`), raw);
    writeFileSync(join(dir, `${mail.id}.json`), JSON.stringify(mail));
    mails.push(mail);
  }

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: MAX_MAIL_BYTES,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
    onConnect: (_session, callback) =>
      callback(behaviour.mode === 'down' ? createSmtpError(421, 'The mail server is down.') : null),
    onMailFrom: (_address, _session, callback) =>
      callback(behaviour.mode === 'down' ? createSmtpError(451, 'The mail server is down.') : null),
    onData: (stream, session, callback) => {
      keepMail(stream, session).then(
        () => callback(null),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  await new Promise<void>((resolve, reject) => {
    smtp.once('error', reject);
    smtp.listen(options.smtpPort, host, resolve);
  });
  smtp.removeAllListeners('error');
  // A client that breaks off is no reason to end.
  smtp.on('error', (error) => console.error(error.message));

  function findMail(request: Request<{ id: string }>): CaughtMail {
    const mail = mails.find((one) => one.id === request.params.id);
    if (mail) return mail;
    throw new SimulatorRefusal(404, 'MAIL_UNKNOWN', 'There is no such mail.');
  }

  const app = createSimulatorApp();
  app.get('/messages', (request, response) => {
    const { to, limit } = listQuerySchema.parse(request.query);
    const wanted = to?.toLowerCase();
    const found = mails.filter((mail) => !wanted || mail.envelope.to.some((one) => one.toLowerCase() === wanted));
    response.json({ total: found.length, messages: found.slice(-limit).reverse() });
  });
  app.get('/messages/:id', (request: Request<{ id: string }>, response) => {
    response.json(findMail(request));
  });
  app.get('/messages/:id/raw', (request: Request<{ id: string }>, response) => {
    response.type('message/rfc822').send(readFileSync(join(dir, `${findMail(request).id}.eml`)));
  });
  app.delete('/messages', (_request, response) => {
    for (const { id } of mails) for (const end of ['json', 'eml']) rmSync(join(dir, `${id}.${end}`), { force: true });
    mails = [];
    response.status(204).end();
  });
  app.post('/control/behaviour', (request, response) => {
    behaviour = { ...behaviour, ...parseBody(request, behaviourSchema.partial()) };
    response.json(behaviour);
  });

  const closeSmtp = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  try {
    const http = await startServer(app, options.httpPort, host);
    return {
      smtpPort: (smtp.server.address() as AddressInfo).port,
      httpPort: http.port,
      url: `http://${host}:${http.port}`,
      async close() {
        await Promise.all([http.close(), closeSmtp()]);
      },
    };
  } catch (error) {
    await closeSmtp();
    throw error;
  }
}

function createSmtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function readKeptMails(dir: string): CaughtMail[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      try {
        return [JSON.parse(readFileSync(join(dir, name), 'utf8')) as CaughtMail];
      } catch {
        return []; // Cut off by a kill before the sender was told: the sender sends it again.
      }
    })
    .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt));
}

async function readMail(raw: Buffer, session: SMTPServerSession, receivedAt: Date): Promise<CaughtMail> {
  const mail = await simpleParser(raw);
  const recipients = mail.to === undefined ? [] : [mail.to].flat();
  const { mailFrom, rcptTo } = session.envelope;
  return {
    id: `${receivedAt.toISOString().replace(/[^0-9]/g, '')}-${randomUUID().slice(0, 8)}`,
    receivedAt: receivedAt.toISOString(),
    envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((one) => one.address) },
    from: mail.from?.text ?? '',
    to: recipients.map((one) => one.text).join(', '),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    messageId: mail.messageId ?? '',
    attachments: mail.attachments.map((one) => ({
      filename: one.filename ?? '',
      contentType: one.contentType,
      size: one.size,
    })),
  };
}
