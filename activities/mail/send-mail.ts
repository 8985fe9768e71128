import { createHash } from 'node:crypto';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { MailMessage } from '../../templates/mail/mail-message';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import type { MailTransport } from './mail-transport';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A mail with its readers: `to` is asked to act, `cc` is told. */
export interface AddressedMail {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly message: MailMessage;
}

/** Queue, connection and talk together end before the outbox gives the item to somebody else. */
const SEND_TIMEOUT_MS = 45_000;

/**
 * Sends one mail. A repeated delivery carries the same Message-ID and date, so that a mailbox shows it once.
 * @throws PermanentDeliveryError when the mail server refuses this mail for good (5xx to envelope or content); another
 *   error (no server, time-out, 4xx, a refused sign-in) when it may work later
 */
export async function sendMail(
  transport: MailTransport,
  from: string,
  item: OutboxRow,
  mail: AddressedMail,
): Promise<void> {
  const message = {
    from,
    to: [...mail.to],
    cc: [...mail.cc],
    ...mail.message,
    messageId: messageIdOf(item.key, from),
    date: item.createdAt,
    // RFC 3834: no out-of-office answers to a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'vi' },
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  };
  let refused: readonly SmtpError[];
  try {
    const sent = await transport.sendMail(message);
    refused = (sent as { rejectedErrors?: readonly SmtpError[] }).rejectedErrors ?? [];
  } catch (error) {
    throw toDeliveryError(error as SmtpError);
  }
  if (refused.length === 0) return;
  const count = `${refused.length} of ${mail.to.length + mail.cc.length} recipients refused`;
  // The others have it. Those put off are tried again with all (the same Message-ID); those refused need a person.
  if (refused.every(isFinal)) throw new PermanentDeliveryError(`${count}: ${describe(refused[0])}`);
  throw new Error(`${count} for now: ${describe(refused.find((error) => !isFinal(error)))}`);
}

/** `<32 hex digits of the key's SHA-256@domain of the sender>`: the key itself names the dossier and stays inside. */
function messageIdOf(key: string, from: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}

/** About this mail, not about the server: sign-in and greeting may be refused with 5xx too, and are mended by an operator. */
function isFinal({ code, responseCode }: SmtpError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  return responseCode === undefined || responseCode >= 500;
}

function toDeliveryError(error: SmtpError): Error {
  if (isFinal(error)) return new PermanentDeliveryError(describe(error));
  return error.responseCode === undefined ? error : new Error(describe(error));
}

/** Without the server's text: it repeats the address. */
function describe(error: SmtpError | undefined): string {
  return `the mail server answered ${error?.responseCode ?? error?.code ?? 'nothing'}`;
}
