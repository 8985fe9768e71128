import type { Pool } from 'pg';
import type { OutboxRow } from '../../db/projections/outbox-queue';
import type { ReportNews } from '../../db/projections/report-register';
import type { ReportEvent } from '../../domain/reports/report-command';
import { periodNumber } from '../../domain/reports/report-period';
import type { ReportState } from '../../domain/reports/report-state';
import { reportCode } from '../../templates/documents/case-codes';
import { composeReportMail } from '../../templates/mail/report-mail';
import { PermanentDeliveryError } from '../outbox/deliver-due';
import { readOfficeDirectory } from './office-directory';
import { readers } from './readers';
import type { AddressedMail, Mailbox } from './send-mail';

/**
 * Composes the mail of what happened to a periodic report: to who works on it, to its head, or to whom it is owed. From the hour
 * it is due on, the latter is told, too.
 * @returns `undefined` when nobody is to be told, as of units without a head
 */
export async function composeReportNews(
  pool: Pool,
  item: OutboxRow,
  publicUrl: string,
): Promise<AddressedMail | undefined> {
  const { reportId, event, at } = item.payload as unknown as ReportNews;
  const { rows } = await pool.query<{ number: number; unitName: string; state: ReportState }>(
    `select r.number::int as number, u.name as "unitName", c.snapshot as state
     from periodic_report r join case_record c on c.id = r.id join unit u on u.id = r.unit_id where r.id = $1`,
    [reportId],
  );
  const [report] = rows;
  const { unitId, receiverUnitId, period, from, to: until, dueAt } = report?.state.data ?? {};
  if (!report || unitId == null || period == null || from == null || until == null || dueAt == null)
    throw new PermanentDeliveryError('the report does not exist');
  const [workers, { headsOf, managersOf }] = await Promise.all([
    workersOn(pool, reportId, unitId),
    readOfficeDirectory(pool),
  ]);
  const leadersOf = (id: string) => [...headsOf(id), ...managersOf(id)];
  const { to, cc } = chooseReaders(event, {
    heads: leadersOf(unitId),
    workers,
    receivers: receiverUnitId == null ? [] : leadersOf(receiverUnitId),
  });
  if (to.length === 0) return undefined;
  const message = composeReportMail({
    ...{ code: reportCode(report.number), unitName: report.unitName, period, from, to: until, event },
    named: periodNumber(period, until),
    at: new Date(at).toISOString(),
    dueAt: new Date(dueAt).toISOString(),
    url: `${publicUrl}/reports/${reportId}`,
  });
  return { to, cc, message };
}

interface People {
  readonly heads: readonly Mailbox[];
  readonly workers: readonly Mailbox[];
  readonly receivers: readonly Mailbox[];
}

function chooseReaders(event: ReportEvent, { heads, workers, receivers }: People) {
  switch (event.type) {
    case 'NoticeFell':
      return readers([...workers, ...heads], event.workingDays < 0 ? [] : receivers);
    case 'ReportSubmitted':
      return readers(heads, []);
    case 'ReportSent':
      return readers(receivers, []);
    default:
      return readers(workers, heads);
  }
}

/** Who has done anything to it in its own unit. */
async function workersOn(pool: Pool, reportId: string, unitId: string): Promise<Mailbox[]> {
  const { rows } = await pool.query<Mailbox>(
    `select distinct a.display_name as name, a.email as address
     from case_event e join account a on a.id::text = e.actor where e.case_id = $1 and a.active and a.unit_id = $2 order by 1, 2`,
    [reportId, unitId],
  );
  return rows;
}
