import type { z } from 'zod';
import type { incidentListQuery } from '../../../contracts/incident.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDoAnywhere } from '../../../domain/access/may-do';
import { availableIncidentSteps } from '../../../domain/incidents/available-incident-actions';
import { isKept } from '../../../domain/incidents/incident-clock';
import { leadersToTell } from '../../../domain/incidents/incident-limits';
import { missingForClosing } from '../../../domain/incidents/missing-for-closing';
import { incidentCode } from '../../../templates/documents/case-codes';
import type { IncidentTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps, type CaseStepRow } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import { findIncidentRow, listIncidents, listWorkNotices, type IncidentRow } from './queries';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

type NameOf = (id: string) => string;

export async function showIncidents({
  services,
  query,
}: Asked & { readonly query: z.output<typeof incidentListQuery> }): Promise<Answer> {
  const { open, class: incidentClass, cursor, limit } = query;
  const after = readCursor(cursor, ['instant', 'uuid']) as readonly [string, string] | undefined;
  const rows = await listIncidents(services.pool, { open, class: incidentClass, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ detectedAt, id }) => [detectedAt.toISOString(), id]);
  const nameOf = await readNames(
    services.pool,
    items.map(({ reportedBy }) => reportedBy),
  );
  return { body: { items: items.map((row) => describeRow(row, nameOf)), nextCursor } };
}

export async function showIncident({
  services,
  session,
  target,
}: Asked & { readonly target: IncidentTarget }): Promise<Answer> {
  const { pool } = services;
  const { state, id } = target;
  const { data } = state;
  const now = services.now().getTime();
  const [row, steps, { byId }] = await Promise.all([
    findIncidentRow(pool, id),
    listCaseSteps(pool, id),
    services.units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such incident.');
  const stops = Object.entries(data.stops);
  const nameOf = await readNames(pool, [
    row.reportedBy,
    ...steps.map(({ actor }) => actor),
    ...stops.map(([, { by }]) => by),
  ]);
  return {
    version: target.seq,
    body: {
      ...describeRow(row, nameOf),
      seq: target.seq,
      personalData: data.personalData,
      affectedUnits: data.affectedUnits.map((unit) => ({ id: unit, name: byId.get(unit)?.name ?? unit })),
      clocks: data.clocks.map((clock) => ({
        id: clock.id,
        rule: clock.rule,
        startedAt: new Date(clock.startedAt),
        dueAt: new Date(clock.dueAt),
        pausedAt: moment(clock.pausedAt),
        stoppedAt: moment(clock.stoppedAt),
        raised: Math.max(0, ...clock.raised),
        kept: isKept(clock, now),
      })),
      stops: stops.map(([name, { mode, since, by }]) => ({
        function: name,
        mode,
        since: new Date(since),
        by: { id: by, displayName: nameOf(by) },
      })),
      notice: data.notice && {
        ...data.notice,
        at: new Date(data.notice.at),
        expectedFixAt: new Date(data.notice.expectedFixAt),
      },
      leadersTold: data.leadersTold,
      leadersToTell: leadersToTell(data.duty, data.severity ?? 'minor'),
      hardwareFixedAt: moment(data.hardwareFixedAt),
      authorityNotifiedAt: moment(data.authorityNotifiedAt),
      followUps: followUpsOf(target, steps),
      missing: missingForClosing(data),
      history: steps.map((step) => describeCaseStep(step, nameOf)),
      allowed: mayDoAnywhere(session, 'incident.handle') ? availableIncidentSteps(state) : [],
    },
  };
}

/** What everybody at work has to know: what is stopped, and the expected times told to one's own units (A18.2b). */
export async function showWorkNotices({ services, session }: Asked): Promise<Answer> {
  const [stops, notices, { tree }] = await Promise.all([
    services.stopOrders.current(),
    listWorkNotices(services.pool),
    services.units.current(),
  ]);
  const mine = new Set(session.roles.flatMap(({ unitId }) => tree.ancestorsOf(unitId)));
  const seesAll = mayDoAnywhere(session, 'incident.read');
  return {
    body: {
      stops: stops.map(({ function: name, mode, since }) => ({ function: name, mode, since })),
      incidents: notices
        .filter(({ affectedUnits }) => seesAll || affectedUnits.some((unit) => mine.has(unit)))
        .map(({ id, number, class: incidentClass, detectedAt, expectedFixAt, passed, message }) => ({
          ...{ id, detectedAt, passed, message },
          code: incidentCode(number),
          class: incidentClass,
          expectedFixAt: new Date(expectedFixAt),
        })),
    },
  };
}

function describeRow({ number, reportedBy, ...row }: IncidentRow, nameOf: NameOf) {
  return { ...row, code: incidentCode(number), reportedBy: { id: reportedBy, displayName: nameOf(reportedBy) } };
}

function followUpsOf({ state }: IncidentTarget, steps: readonly CaseStepRow[]) {
  const { followUps } = state.data;
  const words = steps.findLast(({ command }) => command === 'recordCause')?.payload?.followUps;
  const texts = Array.isArray(words) ? (words as readonly string[]) : [];
  return Array.from({ length: followUps?.count ?? 0 }, (_, index) => ({
    number: index + 1,
    text: texts[index] ?? '',
    done: followUps?.done.includes(index + 1) ?? false,
  }));
}

function moment(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
