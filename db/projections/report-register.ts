import type { PoolClient } from 'pg';
import type { CaseCommit } from '../../domain/cases/case-commit';
import type { ReportEvent } from '../../domain/reports/report-command';
import type { ReportState } from '../../domain/reports/report-state';
import { queueNews } from './case-news';

/** Payload of an outbox item of a report: what is to be told. */
export interface ReportNews {
  readonly mail: 'report';
  readonly reportId: string;
  readonly event: ReportEvent;
  /** Epoch ms at which it was, or fell due. */
  readonly at: number;
}

/** What people are told by mail, and by whom it is to be heard (`activities/mail/report-mail-delivery.ts`). */
const TOLD: ReadonlySet<ReportEvent['type']> = new Set<ReportEvent['type']>([
  'FiguresDrawn',
  'NoticeFell',
  'ReportSubmitted',
  'ReportReturned',
  'ReportSent',
  'ReportSentBack',
  'ReportAccepted',
]);

/** Writes a report as its workflow says it is, and what people have to be told. */
export async function projectReport(client: PoolClient, commit: CaseCommit): Promise<void> {
  const { id, status, data } = commit.snapshot as unknown as ReportState;
  await client.query(
    `insert into periodic_report (id, unit_id, receiver_unit_id, period, from_day, to_day, status, opened_at, due_at,
       sent_late, sent_at, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), to_timestamp($9::float8 / 1000),
       $10, to_timestamp($11::float8 / 1000), case when $12 then to_timestamp($13::float8 / 1000) end)
     on conflict (id) do update set status = excluded.status, due_at = excluded.due_at, sent_late = excluded.sent_late,
       sent_at = excluded.sent_at, closed_at = excluded.closed_at`,
    [
      id,
      data.unitId,
      data.receiverUnitId,
      data.period,
      data.from,
      data.to,
      status,
      data.opened?.at ?? null,
      data.dueAt,
      data.sentLate,
      data.sent?.at ?? null,
      commit.closed,
      commit.at,
    ],
  );
  await queueNews(client, commit, 'report', (event, at): ReportNews | undefined => {
    const told = event as ReportEvent;
    return TOLD.has(told.type) ? { mail: 'report', reportId: id, event: told, at } : undefined;
  });
}
