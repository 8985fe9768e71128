import type { Pool } from 'pg';
import { isAccepted } from '../../../domain/projects/project-rules';
import { findProjectTarget } from '../../auth/targets';

/** Whether the project a handover belongs to is not accepted, or was given up: nothing of it is signed for (A16.3). */
export async function awaitsAcceptance(pool: Pool, projectId: string | null): Promise<boolean> {
  if (projectId === null) return false;
  const project = await findProjectTarget(pool, projectId);
  return !project || !isAccepted(project.state);
}
