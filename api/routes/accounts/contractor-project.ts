import type { DutyInUnit } from '../../../domain/access/duties';
import { beyondProject, refuseContractorAccount } from '../../../domain/projects/contractor-accounts';
import { findProjectTarget, type AccountTarget, type ProjectTarget } from '../../auth/targets';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

/**
 * A7.1e: people of a contractor get accounts for one of its projects, once its construction plan is approved, and with duties
 * in the units of the project only. Nobody else's account belongs to a project.
 * @throws ApiRefusal CONTRACTOR_PROJECT_REQUIRED, ACCOUNT_NOT_OF_PROJECT, DUTY_BEYOND_PROJECT;
 *   Refusal CONTRACTOR_PLAN_NOT_APPROVED, CONTRACTOR_PROJECT_OVER
 */
export async function judgeContractor(
  services: Services,
  asked: { readonly unitId: string; readonly projectId: string | undefined; readonly duties: readonly DutyInUnit[] },
): Promise<void> {
  const { byId } = await services.units.current();
  const isContractor = byId.get(asked.unitId)?.kind === 'contractor';
  if (isContractor !== (asked.projectId !== undefined))
    throw new ApiRefusal('CONTRACTOR_PROJECT_REQUIRED', 'An account of a contractor belongs to one of its projects.', {
      unitId: asked.unitId,
    });
  if (asked.projectId === undefined) return;
  const project = await findProjectTarget(services.pool, asked.projectId);
  if (project?.state.data.contractorUnitId !== asked.unitId)
    throw new ApiRefusal('ACCOUNT_NOT_OF_PROJECT', 'The contractor has no such project.');
  judgeProject(project, asked.duties);
}

/**
 * The same for an account that is there, at every decision that would let it work: A7.3c locks it with the acceptance, and
 * nothing brings it back.
 */
export async function judgeProjectOf(
  { pool }: Services,
  { state }: AccountTarget,
  duties: readonly DutyInUnit[] = [],
): Promise<void> {
  const projectId = state?.data.projectId ?? null;
  if (projectId === null) return;
  const project = await findProjectTarget(pool, projectId);
  if (!project) throw new ApiRefusal('ACCOUNT_NOT_OF_PROJECT', 'Its project is not known.');
  judgeProject(project, duties);
}

function judgeProject({ state }: ProjectTarget, duties: readonly DutyInUnit[]): void {
  refuseContractorAccount(state.status);
  const units = beyondProject(state.data, duties);
  if (units.length > 0)
    throw new ApiRefusal('DUTY_BEYOND_PROJECT', 'The project has no work in these units.', { units });
}
