import type { Pool } from 'pg';
import type { WholeStack } from '../support/whole-stack';
import { waitFor } from './wait-for';

interface OneStopState {
  readonly dossiers: readonly {
    readonly maHoSo: string;
    readonly progress: readonly {
      readonly entry: { readonly SoThuTu: number; readonly TrangThai: number };
      /** A later one had come before it. */
      readonly late: boolean;
    }[];
  }[];
}

/** Leases of killed workers last a minute; then their items are delivered again. */
const OUTBOX_MS = 120_000;

export async function controlSimulator(url: string, what: string, body: unknown = {}): Promise<void> {
  const response = await fetch(`${url}/control/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
}

export async function readSimulator<State>(url: string, path = '/control/state'): Promise<State> {
  const response = await fetch(url + path, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url}${path}: ${response.status}`);
  return (await response.json()) as State;
}

/** Waits until nothing is left to be delivered. @throws Error when something is refused or does not arrive */
export async function waitForOutbox(pool: Pool): Promise<void> {
  await waitFor(
    'an empty outbox',
    async () => {
      const { rows } = await pool.query(
        'select kind, attempts, failed_at, last_error from outbox where delivered_at is null limit 5',
      );
      return rows.length === 0 || (rows.every(({ failed_at }) => failed_at !== null) && rows.length > 0);
    },
    OUTBOX_MS,
  );
  const { rows } = await pool.query('select kind, key, last_error from outbox where failed_at is not null');
  expect(rows).toEqual([]);
}

/** The one-stop system knows every change of the public state, each once and in order. */
export async function expectProgressInOrder(
  { pool, oneStopUrl }: Pick<WholeStack, 'pool' | 'oneStopUrl'>,
  dossiers: readonly { readonly id: string; readonly code: string }[],
): Promise<void> {
  const { dossiers: known } = await readSimulator<OneStopState>(oneStopUrl);
  for (const { id, code } of dossiers) {
    const { rows } = await pool.query<{ state: number }>(
      `select (payload ->> 'publicState')::int as state from outbox where dossier_id = $1 and kind = 'oneStopProgress' order by id`,
      [id],
    );
    const progress = known.find(({ maHoSo }) => maHoSo === code)?.progress ?? [];
    const seen = progress.map((one) => ({ order: one.entry.SoThuTu, state: one.entry.TrangThai, late: one.late }));
    expect({ code, seen }).toEqual({
      code,
      seen: rows.map(({ state }, index) => ({ order: index + 1, state, late: false })),
    });
  }
}

/** Each paper is filed once, and each mail is one mail (a repeated delivery carries the same Message-ID). */
export async function expectOneEffectPerKey({ pool, mailUrl }: Pick<WholeStack, 'pool' | 'mailUrl'>): Promise<void> {
  const { rows } = await pool.query<{ key: string; kind: string; papers: number }>(
    `select o.key, o.kind, count(d.id)::int as papers from outbox o left join document d on d.request_key = o.key
     where o.kind = 'document' group by o.key, o.kind having count(d.id) <> 1`,
  );
  expect(rows).toEqual([]);
  const mails = await pool.query<{ n: number }>(`select count(*)::int as n from outbox where kind = 'mail'`);
  const { messages } = await readSimulator<{ messages: readonly { messageId: string }[] }>(
    mailUrl,
    '/messages?limit=10000',
  );
  expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(mails.rows[0]?.n);
}
