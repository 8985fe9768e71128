import { isKept } from '../../../domain/incidents/incident-clock';
import { leadersToTell } from '../../../domain/incidents/incident-limits';
import { derivedUuid } from '../../../platform/derived-uuid';
import { incidentCode } from '../../../templates/documents/case-codes';
import { LEADER_NAMES } from '../../../templates/documents/incident-names';
import { renderIncidentReport } from '../../../templates/documents/incident-report';
import { readNames } from '../accounts/queries';
import { listCaseSteps } from '../../case-steps';
import { paperHead } from '../../reports/paper-head';
import { ApiRefusal } from '../../problem-details';
import { findIncidentRow } from './queries';
import type { OnIncident } from './step-handlers';

/** Steps whose words tell what was done. */
const MEASURES: ReadonlySet<string> = new Set([
  'recordMeasure',
  'orderStop',
  'recordHardwareFixed',
  'recordServiceRestored',
  'recordFix',
]);

/**
 * Draws the quick report as things stand and stores it as a file of the person; the step that follows makes it the incident's.
 * The same request draws it once.
 * @returns id of the file
 */
export async function fileQuickReport(context: OnIncident, summary: string): Promise<string> {
  const { services, session, target, idempotency } = context;
  const { pool, files } = services;
  const id = derivedUuid(`quick report ${idempotency.requestKey}`);
  const known = await pool.query('select from case_file where id = $1', [id]);
  if (known.rowCount !== 0) return id;
  const pdf = await drawQuickReport(context, summary);
  const sha256 = await files.put(pdf);
  const { code } = await readReported(context);
  await pool.query(
    `with stored as (
       insert into stored_file (sha256, size_bytes, media_type) values ($3, $4, 'application/pdf') on conflict do nothing
     ) insert into case_file (id, file_name, sha256, uploaded_by) values ($1, $2, $3, $5) on conflict (id) do nothing`,
    [id, `bao-cao-nhanh-${code}-${target.seq}.pdf`, sha256, pdf.length, session.accountId],
  );
  return id;
}

async function readReported({ services, target }: OnIncident) {
  const row = await findIncidentRow(services.pool, target.id);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such incident.');
  return { row, code: incidentCode(row.number) };
}

async function drawQuickReport(context: OnIncident, summary: string): Promise<Buffer> {
  const { services, session, target } = context;
  const { data } = target.state;
  const now = services.now();
  const [{ row, code }, steps, { byId }] = await Promise.all([
    readReported(context),
    listCaseSteps(services.pool, target.id),
    services.units.current(),
  ]);
  const done = steps.filter(({ command, payload }) => MEASURES.has(command) && typeof payload?.text === 'string');
  const nameOf = await readNames(services.pool, [...done.map(({ actor }) => actor), session.accountId]);
  const moment = (at: number | null | undefined) => (at == null ? undefined : new Date(at).toISOString());
  const severity = data.severity ?? 'minor';
  return renderIncidentReport({
    ...paperHead(byId, session.roles[0]?.unitId),
    issuedAt: now.toISOString(),
    code,
    class: row.class,
    severity,
    duty: data.duty,
    detectedAt: row.detectedAt.toISOString(),
    description: row.description,
    summary,
    affectedUnits: data.affectedUnits.map((id) => byId.get(id)?.name ?? id),
    interruptedSince: moment(data.interruptedSince),
    expectedFixAt: moment(data.notice?.expectedFixAt),
    fixedAt: moment(data.fixedAt),
    clocks: data.clocks.map((clock) => ({
      id: clock.id,
      rule: clock.rule,
      startedAt: new Date(clock.startedAt).toISOString(),
      dueAt: new Date(clock.dueAt).toISOString(),
      outcome: !isKept(clock, now.getTime()) ? 'missed' : clock.stoppedAt === null ? 'running' : 'kept',
    })),
    measures: done.map(({ at, actor, payload }) => ({
      at: at.toISOString(),
      by: nameOf(actor),
      text: String(payload?.text),
    })),
    signer: { title: 'Người lập báo cáo', name: nameOf(session.accountId) },
    recipients: [...leadersToTell(data.duty, severity).map((leader) => LEADER_NAMES[leader]), 'Lưu: hồ sơ sự cố'],
  });
}
