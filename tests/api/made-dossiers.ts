import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { demoAccountId } from '../../db/seed/demo-accounts';

/** What the lists of managers read of a dossier; the rest of it is like any other's. */
export interface Made {
  readonly unit?: string;
  readonly channel?: string;
  readonly status?: string;
  readonly receivedAt?: string;
  readonly dueAt?: Date | string;
  readonly nearDueAt?: Date | string;
  readonly reasons?: readonly string[];
  readonly stoppedAt?: string;
  readonly outcome?: string;
  readonly closedAt?: string;
  readonly deadline?: object;
  readonly offsetMs?: number;
  /** Who holds its open task; null: nobody; absent: it has none. */
  readonly holder?: string | null;
}

/** Rows as commits write them; what a manager reads are rows. */
export async function makeDossiers(pool: Pool, made: readonly Made[]): Promise<string[]> {
  const { rows: versions } = await pool.query<{ version: string }>(
    `select version from procedure_version where key = 'P2.TRANSFER' and regime = '2025' and current`,
  );
  const ids = made.map(() => randomUUID());
  for (const [index, one] of made.entries()) {
    const { reasons = [] } = one;
    await pool.query(
      `insert into dossier (id, code, procedure_key, regime, procedure_version, receiving_unit_id, handling_unit_id, channel,
        lookup_secret, applicant_name, form, status, public_state, received_at, promised_at, due_at, near_due_at,
        clock_offset_ms, pause_reasons, clock_stopped_at, outcome, closed_at, snapshot)
       values ($1, $2, 'P2.TRANSFER', '2025', $3, 'mc.dongxoai', $4, $5, 'x', 'Nguyễn Thị Hồng Nhung', '{}', $6, 4, $7, $8, $8, $9,
        $10, $11, $12, $13, $14, $15)`,
      [
        ...[ids[index], `000.01.16.H10-261125-${String(index + 1).padStart(4, '0')}`, versions[0]?.version],
        ...[one.unit ?? 'cn.dongxoai', one.channel ?? 'COUNTER', one.status ?? 'APPRAISAL'],
        ...[one.receivedAt ?? '2026-11-20T03:00:00Z', one.dueAt ?? '2026-12-01T10:00:00Z', one.nearDueAt ?? null],
        ...[one.offsetMs ?? 0, reasons, one.stoppedAt ?? null, one.outcome ?? null, one.closedAt ?? null],
        one.deadline ? JSON.stringify({ deadline: one.deadline }) : null,
      ],
    );
    if (one.holder === undefined) continue;
    await pool.query(
      `insert into task (dossier_id, instance, element, name, state, unit_id, role, assignee, opened_at, dossier_due_at)
       values ($1, 1, 'appraise', 'Thẩm định hồ sơ', 'open', 'cn.dongxoai', 'officer', $2, now(), $3)`,
      [ids[index], one.holder === null ? null : demoAccountId(one.holder), one.dueAt ?? null],
    );
  }
  return ids;
}

export const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
