import { isCancellation } from '@temporalio/workflow';
import { failSimulation, runSimulation } from './activity-proxies';

/** Carries out one simulation (`activities/simulation/`); whatever goes wrong, its page learns how it ended. */
export async function simulationWorkflow(simulationId: string): Promise<void> {
  try {
    await runSimulation(simulationId);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await failSimulation(simulationId);
  }
}
