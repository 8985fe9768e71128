import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { CopyEvent } from '../../domain/portable-copies/copy-command';
import type { CopyState } from '../../domain/portable-copies/copy-state';
import { queueNews } from './case-news';

/** Payload of an outbox item of a copy on a portable disk: what is to be told. */
export interface CopyNews {
  readonly mail: 'portableCopy';
  readonly copyId: string;
  readonly event: CopyEvent;
  /** Epoch ms at which it was, or fell due. */
  readonly at: number;
}

/** What people are told by mail, and by whom it is to be heard (`activities/mail/copy-mail-delivery.ts`). */
const TOLD: ReadonlySet<CopyEvent['type']> = new Set<CopyEvent['type']>([
  'CopyOpened',
  'CopyFailed',
  'CopyWritten',
  'DiskHandedOver',
  'DiskRefused',
  'NoticeFell',
]);

/** Writes a copy as its workflow says it is, and what people have to be told. */
export async function projectPortableCopy(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as CopyState;
  await client.query(
    `insert into portable_copy (id, kind, regular, from_day, to_day, status, opened_at, due_at, disk, attempt, taken_at, shelf,
       archived_at, archived_late, closed_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), to_timestamp($8::float8 / 1000), $9, $10,
       to_timestamp($11::float8 / 1000), $12, to_timestamp($13::float8 / 1000), $14,
       case when $15 then to_timestamp($16::float8 / 1000) end)
     on conflict (id) do update set status = excluded.status, disk = excluded.disk, attempt = excluded.attempt,
       taken_at = excluded.taken_at, shelf = excluded.shelf, archived_at = excluded.archived_at,
       archived_late = excluded.archived_late, closed_at = excluded.closed_at`,
    [
      id,
      data.kind,
      data.regular,
      data.from,
      data.to,
      status,
      data.opened?.at ?? null,
      data.dueAt,
      data.disk,
      data.attempt,
      data.written?.takenAt ?? null,
      data.shelf,
      data.archived?.at ?? null,
      data.archivedLate,
      commit.closed,
      commit.at,
    ],
  );
  await queueNews(client, commit, 'portableCopy', (event, at): CopyNews | undefined => {
    const told = event as CopyEvent;
    return TOLD.has(told.type) ? { mail: 'portableCopy', copyId: id, event: told, at } : undefined;
  });
}
