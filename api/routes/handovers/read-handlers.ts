import type { z } from 'zod';
import type { handoverListQuery } from '../../../contracts/handover.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import { availableHandoverSteps } from '../../../domain/handovers/available-handover-actions';
import { HANDOVER_SIDES, type HandoverState } from '../../../domain/handovers/handover-state';
import { handoverCode, projectCode } from '../../../templates/documents/case-codes';
import type { HandoverTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import { awaitsAcceptance } from './awaits-acceptance';
import { describeItems } from './describe-items';
import { findHandoverRow, listHandovers, type HandoverRow } from './queries';
import { HANDOVER_STEP_ACTIONS } from './step-actions';
import type { HandoverStepName } from './step-handlers';

export interface Asked {
  readonly services: Services;
  readonly session: Session;
}
type Units = Awaited<ReturnType<Services['units']['current']>>['byId'];

export async function showHandovers({
  services,
  session,
  query,
}: Asked & { readonly query: z.output<typeof handoverListQuery> }): Promise<Answer> {
  const { open, cursor, limit } = query;
  const { tree, byId } = await services.units.current();
  const after = readCursor(cursor, ['instant', 'uuid']) as readonly [string, string] | undefined;
  const units = visibleUnits(session, 'handover.read', tree);
  const rows = await listHandovers(services.pool, { units, open, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ preparedAt, id }) => [preparedAt.toISOString(), id]);
  return { body: { items: items.map((row) => describeRow(row, byId)), nextCursor } };
}

export async function showHandover({
  services,
  session,
  target,
}: Asked & { readonly target: HandoverTarget }): Promise<Answer> {
  const { row, steps, nameOf, waits, byId, tree } = await readHandover(services, target);
  const { state, seq } = target;
  const may = (step: HandoverStepName) => mayDo(session, HANDOVER_STEP_ACTIONS[step], target, tree);
  return {
    version: seq,
    body: {
      ...describeRow(row, byId),
      seq,
      items: describeItems(state, steps, nameOf),
      signatures: HANDOVER_SIDES.flatMap((side) => {
        const signed = state.data.signatures[side];
        if (!signed) return [];
        return [{ side, by: { id: signed.by, displayName: nameOf(signed.by) }, at: new Date(signed.at) }];
      }),
      awaitsAcceptance: waits,
      history: steps.map((step) => describeCaseStep(step, nameOf)),
      allowed: stepsFor(state, session.accountId, waits).filter(may),
    },
  };
}

/** Everything a page or a paper tells of a handover. */
export async function readHandover({ pool, units }: Services, { id, state }: HandoverTarget) {
  const [row, steps, waits, { byId, tree }] = await Promise.all([
    findHandoverRow(pool, id),
    listCaseSteps(pool, id),
    awaitsAcceptance(pool, state.data.projectId),
    units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such handover.');
  const nameOf = await readNames(
    pool,
    steps.map(({ actor }) => actor),
  );
  return { row, steps, nameOf, waits, byId, tree };
}

/** What can be asked of it now by this person, as the routes name it. */
function stepsFor(state: HandoverState, by: string, waits: boolean): HandoverStepName[] {
  const { giver, receiver } = state.data.signatures;
  return availableHandoverSteps(state).flatMap((step): HandoverStepName[] => {
    if (step !== 'signHandover') return [step];
    if (waits) return [];
    return [
      ...(giver === null && receiver?.by !== by ? (['signAsGiver'] as const) : []),
      ...(receiver === null && giver?.by !== by ? (['signAsReceiver'] as const) : []),
    ];
  });
}

function describeRow({ number, giverUnitId, receiverUnitId, project, ...row }: HandoverRow, byId: Units) {
  const unit = (id: string) => ({ id, name: byId.get(id)?.name ?? id, kind: byId.get(id)?.kind ?? 'partner' });
  return {
    ...row,
    code: handoverCode(number),
    giver: unit(giverUnitId),
    receiver: unit(receiverUnitId),
    project: project && { id: project.id, code: projectCode(project.number), name: project.name },
  };
}
