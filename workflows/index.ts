export { dossierWorkflow } from './dossier-workflow';
export { auditKeeperWorkflow, outboxDispatcherWorkflow, slaSweeperWorkflow } from './background-workflows';
export { simulationWorkflow } from './simulation-workflow';
export {
  accountWorkflow,
  contractorProjectWorkflow,
  handoverWorkflow,
  incidentWorkflow,
  periodicReportWorkflow,
} from './case-workflows';
export { backupDrillWorkflow, backupWorkflow } from './backup-workflows';
