import type { ProjectEvent } from './project-command';
import type { ProjectData, ProjectState, ProjectStatus } from './project-state';

type Next = Pick<ProjectState, 'status' | 'data'>;

/** @param at epoch ms of the event */
export function evolveProject({ status, data }: ProjectState, event: ProjectEvent, at: number): Next {
  const go = (to: ProjectStatus, change: Partial<ProjectData> = {}): Next => ({
    status: to,
    data: { ...data, ...change },
  });
  switch (event.type) {
    case 'ProjectRegistered': {
      const { ownerUnitId, contractorUnitId, workUnits, by } = event;
      return go('registered', { ownerUnitId, contractorUnitId, workUnits, registered: { by, at } });
    }
    case 'PlanSubmitted':
      return go('planSubmitted', { plan: { submitted: { by: event.by, at }, approved: null } });
    case 'PlanReturned':
      return go('registered', { plan: null });
    case 'PlanApproved':
      return go('working', { plan: data.plan && { ...data.plan, approved: { by: event.by, at } } });
    case 'AcceptanceRequested':
      return go('acceptanceRequested', { acceptance: { requested: { by: event.by, at }, accepted: null } });
    case 'WorkRejected':
      return go('working', { acceptance: null });
    case 'WorkAccepted':
      return go('accepted', { acceptance: data.acceptance && { ...data.acceptance, accepted: { by: event.by, at } } });
    case 'HandoverRecorded':
      return go(status === 'accepted' ? 'handedOver' : status, { handovers: [...data.handovers, event.handoverId] });
    case 'TrialRunStarted':
      return go('trialRun', { trial: { started: { by: event.by, at }, result: null } });
    case 'TrialResultRecorded': {
      const { by, passed } = event;
      return go(passed ? 'trialPassed' : 'handedOver', {
        trial: data.trial && { ...data.trial, result: { by, at, passed } },
      });
    }
    case 'GoLiveDecided':
      return go('live', { wentLive: { by: event.by, at } });
    case 'ProjectCancelled':
      return go('cancelled');
  }
}
