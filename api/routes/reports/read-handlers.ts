import type { z } from 'zod';
import type { reportListQuery } from '../../../contracts/periodic-report.schema';
import { hashFigures } from '../../../db/reports/figures-hash';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import type { Act } from '../../../domain/cases/act';
import { availableReportSteps } from '../../../domain/reports/available-report-actions';
import { periodNumber } from '../../../domain/reports/report-period';
import { reportCode } from '../../../templates/documents/case-codes';
import type { ReportTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps, type CaseStepRow } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import {
  findReportRow,
  listReports,
  readPayload,
  type FiguresPayload,
  type RemarksPayload,
  type ReportRow,
} from './queries';
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
  const rows = await listReports(services.pool, { units, open, after, limit: limit + 1 }, services.now());
  const { items, nextCursor } = pageOf(rows, limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
  return { body: { items: items.map((row) => describeRow(row, byId)), nextCursor } };
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
      ...describeRow(row, byId),
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

/** Everything a page or a paper tells of a report. */
export async function readReport(services: Services, { id, state }: ReportTarget) {
  const { pool, units } = services;
  const [row, steps, payload, remarks, { byId, tree }] = await Promise.all([
    findReportRow(pool, id, services.now()),
    listCaseSteps(pool, id),
    readPayload<FiguresPayload>(pool, state.data.figures?.submission ?? null),
    readPayload<RemarksPayload>(pool, state.data.remarks),
    units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such report.');
  const nameOf = await readNames(
    pool,
    steps.map(({ actor }) => actor),
  );
  const { sha256 } = state.data.figures ?? {};
  const figures =
    payload && sha256 !== undefined
      ? { sha256, intact: hashFigures(payload.figures) === sha256, told: payload.figures }
      : null;
  return { row, steps, figures, remarks, nameOf, byId, tree };
}

/** Number and day of the letter it was sent with last. */
export function letterOf(steps: readonly CaseStepRow[]): { readonly number: string; readonly date: string } | null {
  const sent = steps.findLast(({ command }) => command === 'sendReport');
  return (sent?.payload?.document as { number: string; date: string } | undefined) ?? null;
}

function describeRow({ number, unitId, receiverUnitId, ...row }: ReportRow, byId: Units) {
  const unit = (id: string) => ({ id, name: byId.get(id)?.name ?? id });
  return {
    ...row,
    code: reportCode(number),
    unit: unit(unitId),
    receiver: receiverUnitId === null ? null : unit(receiverUnitId),
    named: periodNumber(row.period, row.to),
  };
}
