export { dossierWorkflow } from './dossier-workflow';
export { auditKeeperWorkflow, outboxDispatcherWorkflow, slaSweeperWorkflow } from './background-workflows';
export { simulationWorkflow } from './simulation-workflow';
export {
  accountWorkflow,
  contractorProjectWorkflow,
  handoverWorkflow,
  incidentWorkflow,
  periodicReportWorkflow,
  portableCopyWorkflow,
} from './case-workflows';
export { backupDrillWorkflow, backupWorkflow, copyToDiskWorkflow } from './backup-workflows';
