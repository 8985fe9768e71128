/** A mail ready to be sent, and how its two bodies are composed from one description. Pure: no address, no sending. */

export interface MailMessage {
  /** One line. */
  subject: string;
  text: string;
  html: string;
}

/** A labelled fact of the mail, shown as a row. */
export interface MailFact {
  label: string;
  value: string;
}

export interface MailContent {
  subject: string;
  /** Name after "Kính gửi"; left out, the mail opens with "Kính gửi Ông/Bà". */
  addressee?: string;
  paragraphs: readonly string[];
  facts?: readonly MailFact[];
  closing?: readonly string[];
  /** Web address to open, with the words of its link. */
  link?: { label: string; url: string };
  /** Body in whose name the mail is sent. */
  sender: string;
}

const FOOTER = 'Thư này được gửi tự động, vui lòng không trả lời thư này.';

/** Composes subject, plain text and HTML; every given value is escaped in the HTML. */
export function composeMail(content: MailContent): MailMessage {
  return {
    subject: toSingleLine(content.subject),
    text: composeText(content),
    html: composeHtml(content),
  };
}

/** Escapes a text for HTML content and for attribute values in double or single quotes. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A header field must not be continued by what a user typed. */
function toSingleLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function greet(addressee: string | undefined): string {
  return `Kính gửi ${addressee ?? 'Ông/Bà'},`;
}

function composeText({ addressee, paragraphs, facts = [], closing = [], link, sender }: MailContent): string {
  const blocks = [greet(addressee), ...paragraphs];
  if (facts.length > 0) blocks.push(facts.map(({ label, value }) => `- ${label}: ${value}`).join('\n'));
  blocks.push(...closing);
  if (link) blocks.push(`${link.label}: ${link.url}`);
  blocks.push(`Trân trọng,\n${sender}`, `--\n${FOOTER}`);
  return `${blocks.join('\n\n')}\n`;
}

function composeHtml({ subject, addressee, paragraphs, facts = [], closing = [], link, sender }: MailContent): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td style="padding:4px 12px 4px 0;color:#555">${escapeHtml(label)}</td>` +
      `<td style="padding:4px 0"><strong>${showLines(value)}</strong></td></tr>`,
  );
  const body = [
    paragraph(greet(addressee)),
    ...paragraphs.map(paragraph),
    ...(rows.length > 0
      ? [`<table role="presentation" style="border-collapse:collapse">${rows.join('')}</table>`]
      : []),
    ...closing.map(paragraph),
    ...(link && isWebAddress(link.url)
      ? [`<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`]
      : []),
    paragraph(`Trân trọng,\n${sender}`),
    `<p style="color:#777;font-size:12px">${escapeHtml(FOOTER)}</p>`,
  ];
  return (
    '<!doctype html>\n' +
    `<html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(toSingleLine(subject))}</title></head>` +
    `<body style="font-family:Arial,sans-serif;font-size:14px;line-height:1.5;color:#222">\n${body.join('\n')}\n</body></html>\n`
  );
}

function paragraph(text: string): string {
  return `<p>${showLines(text)}</p>`;
}

function showLines(text: string): string {
  return escapeHtml(text).replace(/\r?\n/g, '<br>');
}

/** Only web addresses become links: `javascript:` and the like never do. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
