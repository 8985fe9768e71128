import type { z } from 'zod';
import type { projectListQuery } from '../../../contracts/project.schema';
import type { Session } from '../../../db/repositories/session-repository';
import { mayDo, visibleUnits } from '../../../domain/access/may-do';
import type { Act } from '../../../domain/cases/act';
import { availableProjectSteps, type ProjectStep } from '../../../domain/projects/available-project-actions';
import { accountsOf } from '../../../domain/projects/contractor-accounts';
import { handoverCode, projectCode } from '../../../templates/documents/case-codes';
import type { ProjectTarget } from '../../auth/targets';
import { describeCaseStep, listCaseSteps } from '../../case-steps';
import { pageOf, readCursor } from '../../cursor';
import type { Answer } from '../../http/route';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readNames } from '../accounts/queries';
import { findProjectRow, listProjectAccounts, listProjectHandovers, listProjects, type ProjectRow } from './queries';
import { PROJECT_STEP_ACTIONS } from './step-actions';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}
type NameOf = (id: string) => string;

export async function showProjects({
  services,
  session,
  query,
}: Asked & { readonly query: z.output<typeof projectListQuery> }): Promise<Answer> {
  const { open, contractor, cursor, limit } = query;
  const { tree, byId } = await services.units.current();
  const after = readCursor(cursor, ['instant', 'uuid']) as readonly [string, string] | undefined;
  const units = visibleUnits(session, 'project.read', tree);
  const rows = await listProjects(services.pool, { units, open, contractor, after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ registeredAt, id }) => [registeredAt.toISOString(), id]);
  const unitName = (id: string) => byId.get(id)?.name ?? id;
  return { body: { items: items.map((row) => describeRow(row, unitName)), nextCursor } };
}

export async function showProject({
  services,
  session,
  target,
}: Asked & { readonly target: ProjectTarget }): Promise<Answer> {
  const { pool } = services;
  const { id, seq, state } = target;
  const { data } = state;
  const [row, steps, accounts, handovers, { byId, tree }] = await Promise.all([
    findProjectRow(pool, id),
    listCaseSteps(pool, id),
    listProjectAccounts(pool, id),
    listProjectHandovers(pool, id),
    services.units.current(),
  ]);
  if (!row) throw new ApiRefusal('CASE_NOT_FOUND', 'There is no such project.');
  const nameOf = await readNames(
    pool,
    steps.map(({ actor }) => actor),
  );
  const unitName = (unit: string) => byId.get(unit)?.name ?? unit;
  const may = (step: ProjectStep) => mayDo(session, PROJECT_STEP_ACTIONS[step], target, tree);
  return {
    version: seq,
    body: {
      ...describeRow(row, unitName),
      seq,
      workUnits: data.workUnits.map((unit) => ({ id: unit, name: unitName(unit) })),
      plan: data.plan && {
        submitted: shown(data.plan.submitted, nameOf),
        approved: data.plan.approved && shown(data.plan.approved, nameOf),
      },
      acceptance: data.acceptance && {
        requested: shown(data.acceptance.requested, nameOf),
        accepted: data.acceptance.accepted && shown(data.acceptance.accepted, nameOf),
      },
      trial: data.trial && {
        started: shown(data.trial.started, nameOf),
        result: data.trial.result && { ...shown(data.trial.result, nameOf), passed: data.trial.result.passed },
      },
      wentLive: data.wentLive && shown(data.wentLive, nameOf),
      accountsMayBeIssued: accountsOf(state.status) === 'allowed',
      accounts,
      handovers: handovers.map(({ number, ...handover }) => ({ ...handover, code: handoverCode(number) })),
      history: steps.map((step) => describeCaseStep(step, nameOf)),
      allowed: availableProjectSteps(state, session.accountId).filter(may),
    },
  };
}

function describeRow({ number, ownerUnitId, contractorUnitId, ...row }: ProjectRow, unitName: NameOf) {
  return {
    ...row,
    code: projectCode(number),
    owner: { id: ownerUnitId, name: unitName(ownerUnitId) },
    contractor: { id: contractorUnitId, name: unitName(contractorUnitId) },
  };
}

function shown({ by, at }: Act, nameOf: NameOf) {
  return { by: { id: by, displayName: nameOf(by) }, at: new Date(at) };
}
