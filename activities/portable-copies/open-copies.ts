import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { dueAfter } from '../../domain/clock/due-notices';
import { localDateOf, type Instant } from '../../domain/clock/instant';
import type { CopyCommand } from '../../domain/portable-copies/copy-command';
import { COPY_KINDS, lastEndedSpan, type CopyKind, type CopySpan } from '../../domain/portable-copies/copy-period';
import { derivedUuid } from '../../platform/derived-uuid';
import { beginCase } from '../begin-case';
import { readCurrentCalendar } from '../current-calendar';
import { readInstalledAt } from '../installed-at';

export interface CopySettings {
  /** Within how many working days after its period a copy lies in the archive. */
  readonly days: number;
  readonly taskQueueSuffix?: string;
}

/**
 * Opens the copies that are owed (A18.1a, A18.1b): of each kind the one of the newest period that has ended. While one of the
 * same kind is still on its way, no other is opened: what it would hold, that one holds.
 * @returns how many were opened
 */
export async function openCopies(pool: Pool, client: Client, settings: CopySettings, now: Instant): Promise<number> {
  const owed = await findOwed(pool, now);
  if (owed.length === 0) return 0;
  const calendar = await readCurrentCalendar(pool);
  let opened = 0;
  for (const { kind, from, to } of owed) {
    const name = `portable copy ${kind} ${from}`;
    const command: Extract<CopyCommand, { type: 'openCopy' }> = {
      ...{ type: 'openCopy', requestKey: name, actor: { id: 'system' } },
      ...{ kind, regular: true, from, to },
      ...dueAfter(calendar, to, settings.days, now),
    };
    const { taskQueueSuffix } = settings;
    if (await beginCase(client, { kind: 'portableCopy', id: derivedUuid(name), taskQueueSuffix }, command)) opened += 1;
  }
  return opened;
}

async function findOwed(pool: Pool, now: Instant): Promise<(CopySpan & { readonly kind: CopyKind })[]> {
  const [installedAt, known] = await Promise.all([
    readInstalledAt(pool, now),
    pool.query<{ kind: CopyKind; from: string; isOpen: boolean }>(
      `select kind, from_day::text as from, closed_at is null as "isOpen" from portable_copy
       where regular and (closed_at is null or from_day = (select max(from_day) from portable_copy k
         where k.regular and k.kind = portable_copy.kind))`,
    ),
  ]);
  const started = localDateOf(installedAt);
  return COPY_KINDS.flatMap((kind) => {
    const span = lastEndedSpan(kind, now);
    const isKnown = known.rows.some((row) => row.kind === kind && (row.isOpen || row.from >= span.from));
    return isKnown || span.to < started ? [] : [{ ...span, kind }];
  });
}
