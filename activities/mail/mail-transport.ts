import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';

export type MailTransport = Transporter<SMTPPool.SentMessageInfo, SMTPPool.Options>;

/**
 * Kept connections to the mail server, with time-outs well inside an outbox lease. Close it when the process ends.
 * @param smtpUrl `smtp://user:password@host:25`; without one there is no mail server, and mails wait in the outbox
 */
export function createMailTransport(smtpUrl: string | undefined): MailTransport | undefined {
  if (!smtpUrl) return undefined;
  const options: SMTPPool.Options & { readonly idleTimeout: number } = {
    url: smtpUrl,
    pool: true,
    maxConnections: 10,
    maxMessages: 1_000,
    dnsTimeout: 5_000,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 15_000,
    // An idle connection soon lets go: it would keep a worker from ending.
    idleTimeout: 10_000,
    // Nothing we send comes from a file or an address that somebody wrote into a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return createTransport(options);
}
