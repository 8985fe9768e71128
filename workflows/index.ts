export { dossierWorkflow } from './dossier-workflow';
export { outboxDispatcherWorkflow, slaSweeperWorkflow } from './background-workflows';
