import type { AuditAction } from '../../../contracts/audit-actions';
import type { DutyId } from '../../../domain/access/duties';

/** Steps of a task: done by whoever it is meant for, a clerk, an officer or a head. */
const OF_A_TASK = ['dossier.claimTask', 'dossier.completeTask', 'dossier.returnToStep'] as const;

/** What heads do, of a unit or of the province. */
const OF_LEADERS = [
  'dossier.assignTask',
  'dossier.stop',
  'dossier.moveDeadline',
  'statistics.export',
  'audit.export',
  'account.requestAccount',
  'account.requestRights',
  'account.requestUnlock',
  'account.noticeDeparture',
  'account.export',
] as const;

/** Done by either side of a handover (A16.3). */
const OF_A_HANDOVER = ['handover.prepareHandover', 'handover.checkItem', 'handover.signHandover'] as const;

/**
 * Acts that show that a duty is used. One that several duties allow counts for each: a review rather proposes too little. Reading leaves no
 * entry and counts for none.
 */
export const DUTY_ACTS = {
  receiveDossiers: [
    ...OF_A_TASK,
    'dossier.submit',
    'dossier.receiveSupplement',
    'dossier.recordPayment',
    'dossier.withdraw',
    'register.export',
  ],
  processDossiers: [...OF_A_TASK, 'dossier.releaseTask', 'dossier.requestSupplement'],
  leadUnit: [
    ...OF_A_TASK,
    ...OF_LEADERS,
    ...OF_A_HANDOVER,
    'dossier.refuse',
    'contractorProject.registerProject',
    'contractorProject.submitPlan',
    'contractorProject.requestAcceptance',
    'contractorProject.startTrialRun',
    'contractorProject.recordTrialResult',
  ],
  overseeProvince: [
    ...OF_LEADERS,
    ...OF_A_HANDOVER,
    'contractorProject.approvePlan',
    'contractorProject.returnPlan',
    'contractorProject.acceptWork',
    'contractorProject.rejectWork',
    'contractorProject.decideGoLive',
  ],
  administerSystem: [
    'account.checkPerson',
    'account.approveAccount',
    'account.refuseAccount',
    'account.issueSecret',
    'account.approveRights',
    'account.refuseRights',
    'account.approveUnlock',
    'account.refuseUnlock',
    'account.closeAccount',
    'account.export',
    'audit.export',
    'outbox.retry',
    'dossier.retryElement',
  ],
  operateDataCentre: [
    ...OF_A_HANDOVER,
    'incident.reclassifyIncident',
    'incident.handOverDuty',
    'incident.orderStop',
    'incident.notifyUnits',
    'incident.recordMeasure',
    'incident.recordFix',
    'incident.closeIncident',
    'outbox.retry',
    'dossier.retryElement',
  ],
} as const satisfies Record<DutyId, readonly AuditAction[]>;
