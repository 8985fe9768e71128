import type { z } from 'zod';
import type { reportListQuery } from '../../../contracts/periodic-report.schema';
import { hashFigures } from '../../../db/reports/figures-hash';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import type { Act } from '../../../domain/cases/act';
import { availableReportSteps } from '../../../domain/reports/available-report-actions';
import type { ReportFigures } from '../../../domain/reports/report-figures';
import { periodNumber } from '../../../domain/reports/report-period';
import { isReportLate } from '../../../domain/reports/report-rules';
import { reportCode } from '../../../templates/documents/case-codes';
import type { ReportTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps, type CaseStepRow } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import { findReportRow, listReports, type ReportRow } from './queries';
import { REPORT_STEP_ACTIONS } from './step-actions';

export interface Asked {
  readonly services: Services;
  readonly session: Session;
}
type Units = Awaited<ReturnType<Services['units']['current']>>['byId'];

export async function showReports({
  services,
  session,
  query,
}: Asked & { readonly query: z.output<typeof reportListQuery> }): Promise<Answer> {
  const { open, cursor, limit } = query;
  const { tree, byId } = await services.units.current();
  const after = readCursor(cursor, ['instant', 'uuid']) as readonly [string, string] | undefined;
  const units = visibleUnits(session, 'report.read', tree);
  const rows = await listReports(services.pool, { units, open, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
  return { body: { items: items.map((row) => describeRow(row, byId, services.now())), nextCursor } };
}

export async function showReport({
  services,
  session,
  target,
}: Asked & { readonly target: ReportTarget }): Promise<Answer> {
  const { row, steps, figures, remarks, nameOf, byId, tree } = await readReport(services, target);
  const { state, seq } = target;
  const { submitted, signed, sent, accepted, sentBack } = state.data;
  const told = (act: Act | null) => act && { by: { id: act.by, displayName: nameOf(act.by) }, at: new Date(act.at) };
  return {
    version: seq,
    body: {
      ...describeRow(row, byId, services.now()),
      seq,
      figures,
      remarks: {
        assessment: remarks?.assessment ?? null,
        difficulties: remarks?.difficulties ?? null,
        proposals: remarks?.proposals ?? null,
      },
      submitted: told(submitted),
      signed: told(signed),
      sent: told(sent),
      letter: sent ? letterOf(steps) : null,
      accepted: told(accepted),
      sentBack,
      history: steps.map((step) => describeCaseStep(step, nameOf)),
      allowed: availableReportSteps(state, session.accountId).filter((step) =>
        mayDo(session, REPORT_STEP_ACTIONS[step], target, tree),
      ),
    },
  };
}

/** The assessment in words. */
interface Remarks {
  readonly assessment?: string;
  readonly difficulties?: string;
  readonly proposals?: string;
}

/** Everything a page or a paper tells of a report. */
export async function readReport(services: Services, { id, state }: ReportTarget) {
  const { pool, units } = services;
  const [row, steps, { byId, tree }] = await Promise.all([
    findReportRow(pool, id),
    listCaseSteps(pool, id),
    units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such report.');
  const nameOf = await readNames(
    pool,
    steps.map(({ actor }) => actor),
  );
  const storedBy = (submission: string | null) =>
    submission === null ? null : (steps.find((step) => step.submission === submission)?.payload ?? null);
  const drawn = state.data.figures;
  const payload = storedBy(drawn?.submission ?? null) as { readonly figures: ReportFigures } | null;
  const figures =
    drawn && payload
      ? { sha256: drawn.sha256, intact: hashFigures(payload.figures) === drawn.sha256, told: payload.figures }
      : null;
  const remarks = storedBy(state.data.remarks) as Remarks | null;
  return { row, steps, figures, remarks, nameOf, byId, tree };
}

/** Number and day of the letter it was sent with last. */
export function letterOf(steps: readonly CaseStepRow[]): { readonly number: string; readonly date: string } | null {
  const sent = steps.findLast(({ command }) => command === 'sendReport');
  return (sent?.payload?.document as { number: string; date: string } | undefined) ?? null;
}

function describeRow({ number, unitId, receiverUnitId, sentLate, ...row }: ReportRow, byId: Units, now: Date) {
  const unit = (id: string) => ({ id, name: byId.get(id)?.name ?? id });
  return {
    ...row,
    code: reportCode(number),
    unit: unit(unitId),
    receiver: receiverUnitId === null ? null : unit(receiverUnitId),
    named: periodNumber(row.period, row.to),
    late: isReportLate({ status: row.status, sentLate, dueAt: row.dueAt.getTime() }, now.getTime()),
  };
}
