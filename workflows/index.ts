export { dossierWorkflow } from './dossier-workflow';
export { outboxDispatcherWorkflow, slaSweeperWorkflow } from './background-workflows';
export { simulationWorkflow } from './simulation-workflow';
