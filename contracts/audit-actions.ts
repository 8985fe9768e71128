import type { AccountCommand } from '../domain/accounts/account-command';
import type { DossierCommandType } from '../domain/dossier/dossier-command';
import type { HandoverCommandType } from '../domain/handovers/handover-command';
import type { IncidentCommandType } from '../domain/incidents/incident-command';
import type { ProjectCommandType } from '../domain/projects/project-command';
import type { CopyCommandType } from '../domain/portable-copies/copy-command';
import type { ReportCommandType } from '../domain/reports/report-command';

/** Every command of a dossier is in the audit log under its own name. */
const DOSSIER_COMMAND_ACTIONS = [
  'dossier.submit',
  'dossier.claimTask',
  'dossier.releaseTask',
  'dossier.assignTask',
  'dossier.completeTask',
  'dossier.returnToStep',
  'dossier.requestSupplement',
  'dossier.receiveSupplement',
  'dossier.refuse',
  'dossier.withdraw',
  'dossier.stop',
  'dossier.moveDeadline',
  'dossier.recordPayment',
  'dossier.receiveTaxNotices',
  'dossier.receiveSlipReturn',
  'dossier.completeJob',
  'dossier.failJob',
  'dossier.retryElement',
  'dossier.wake',
  'dossier.recomputeDeadlines',
] as const satisfies readonly `dossier.${DossierCommandType}`[];

/** Every command of an account's case as well. */
const ACCOUNT_COMMAND_ACTIONS = [
  'account.requestAccount',
  'account.checkPerson',
  'account.approveAccount',
  'account.refuseAccount',
  'account.issueSecret',
  'account.confirmPassword',
  'account.requestRights',
  'account.approveRights',
  'account.refuseRights',
  'account.reportLeak',
  'account.noticeDeparture',
  'account.withdrawDeparture',
  'account.lockForProject',
  'account.requestUnlock',
  'account.approveUnlock',
  'account.refuseUnlock',
  'account.closeAccount',
  'account.adopt',
  /** A date has come: the week of the first password, a departure. */
  'account.wake',
] as const satisfies readonly `account.${AccountCommand['type'] | 'wake'}`[];

/** Every command of an incident's case. */
const INCIDENT_COMMAND_ACTIONS = [
  'incident.reportIncident',
  'incident.reclassifyIncident',
  'incident.handOverDuty',
  'incident.orderStop',
  'incident.liftStop',
  'incident.notifyUnits',
  'incident.recordMeasure',
  'incident.tellLeader',
  'incident.recordHardwareFixed',
  'incident.recordInterruption',
  'incident.recordServiceRestored',
  'incident.recordAuthorityNotice',
  'incident.issueQuickReport',
  'incident.recordFix',
  'incident.reopenIncident',
  'incident.recordCause',
  'incident.settleFollowUp',
  'incident.closeIncident',
  'incident.dismissIncident',
  /** A threshold of a legal clock, or the expected time of the fix. */
  'incident.wake',
] as const satisfies readonly `incident.${IncidentCommandType | 'wake'}`[];

/** Every command of a contractor's project. */
const PROJECT_COMMAND_ACTIONS = [
  'contractorProject.registerProject',
  'contractorProject.submitPlan',
  'contractorProject.returnPlan',
  'contractorProject.approvePlan',
  'contractorProject.requestAcceptance',
  'contractorProject.rejectWork',
  'contractorProject.acceptWork',
  'contractorProject.recordHandover',
  'contractorProject.startTrialRun',
  'contractorProject.recordTrialResult',
  'contractorProject.decideGoLive',
  'contractorProject.cancelProject',
  'contractorProject.wake',
] as const satisfies readonly `contractorProject.${ProjectCommandType | 'wake'}`[];

/** Every command of a handover. */
const HANDOVER_COMMAND_ACTIONS = [
  'handover.prepareHandover',
  'handover.amendItems',
  'handover.checkItem',
  'handover.signHandover',
  'handover.cancelHandover',
  'handover.wake',
] as const satisfies readonly `handover.${HandoverCommandType | 'wake'}`[];

/** Every command of a periodic report. */
const REPORT_COMMAND_ACTIONS = [
  'periodicReport.openReport',
  'periodicReport.recordFigures',
  'periodicReport.renewFigures',
  'periodicReport.writeRemarks',
  'periodicReport.submitReport',
  'periodicReport.returnReport',
  'periodicReport.signReport',
  'periodicReport.sendReport',
  'periodicReport.acceptReport',
  'periodicReport.sendBackReport',
  'periodicReport.cancelReport',
  /** A reminder, or it is late. */
  'periodicReport.wake',
] as const satisfies readonly `periodicReport.${ReportCommandType | 'wake'}`[];

/** Every command of a copy on a portable disk. */
const COPY_COMMAND_ACTIONS = [
  'portableCopy.openCopy',
  'portableCopy.insertDisk',
  'portableCopy.recordCopy',
  'portableCopy.recordCopyFault',
  'portableCopy.handOverDisk',
  'portableCopy.archiveDisk',
  'portableCopy.refuseDisk',
  'portableCopy.cancelCopy',
  /** A reminder, or it is late. */
  'portableCopy.wake',
] as const satisfies readonly `portableCopy.${CopyCommandType | 'wake'}`[];

/** What the audit log tells of: the one catalogue of its actions. A new kind of act is a line here and its texts in the web app. */
export const AUDIT_ACTIONS = [
  'session.signIn',
  'session.signInFailed',
  'session.locked',
  'session.signOut',
  'session.end',
  /** Who one is, confirmed once more before a dangerous act. */
  'session.confirm',
  /** Somebody asked for what he has no right to. */
  'access.refused',
  'account.create',
  'account.change',
  'account.lock',
  'account.unlock',
  'account.grant',
  'account.revoke',
  'account.password',
  'account.secondFactor',
  'account.terms',
  'account.import',
  'delegation.create',
  'delegation.end',
  /** Personal data was shown to a person, with the reason (A5.5). */
  'personalData.read',
  'document.read',
  'attachment.read',
  'register.export',
  'statistics.export',
  'audit.export',
  ...DOSSIER_COMMAND_ACTIONS,
  ...ACCOUNT_COMMAND_ACTIONS,
  ...INCIDENT_COMMAND_ACTIONS,
  ...PROJECT_COMMAND_ACTIONS,
  ...HANDOVER_COMMAND_ACTIONS,
  ...REPORT_COMMAND_ACTIONS,
  ...COPY_COMMAND_ACTIONS,
  /** As of a dossier: a step of another case that never was. */
  'case.stepReplaced',
  'account.export',
  'periodicReport.export',
  /** A step that never was: its worker died before Temporal knew of it, and another took its number (C2 of the commit). */
  'dossier.stepReplaced',
  'dossier.comment',
  'dossier.simulate',
  'procedure.publish',
  'calendar.publish',
  'outbox.retry',
  'audit.publishHead',
  /** Work of an operator with the recovery programs. */
  'system.recover',
] as const;

/** Every command has its action: `db/projections/write-commit.ts` does not compile otherwise. */
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
