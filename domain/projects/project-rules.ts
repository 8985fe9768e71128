import type { CaseRules } from '../cases/case-rules';
import { Refusal } from '../refusal';
import type { ProjectCommand, ProjectEvent } from './project-command';
import { evolveProject } from './project-events';
import { NO_PROJECT, PROJECT_STATUSES, type ProjectData, type ProjectState, type ProjectStatus } from './project-state';

/**
 * The life of a contractor's project (seed Điều 16; A7.1e, A7.3c, A16.1–A16.4): nobody works before the plan is approved,
 * nothing is handed over before the work is accepted, nothing goes live before it was connected and tried. Who may do what is
 * judged by `domain/access`; here stand the order of things and the two pairs of eyes.
 */
export const projectRules: CaseRules<ProjectStatus, ProjectData, ProjectCommand, ProjectEvent> = {
  kind: 'contractorProject',
  initial: { status: 'new', data: NO_PROJECT },
  allowed: {
    new: ['registerProject'],
    registered: ['submitPlan', 'cancelProject'],
    planSubmitted: ['approvePlan', 'returnPlan', 'cancelProject'],
    working: ['requestAcceptance', 'cancelProject'],
    acceptanceRequested: ['acceptWork', 'rejectWork', 'cancelProject'],
    accepted: ['recordHandover', 'cancelProject'],
    handedOver: ['recordHandover', 'startTrialRun', 'cancelProject'],
    trialRun: ['recordHandover', 'recordTrialResult', 'cancelProject'],
    trialPassed: ['recordHandover', 'decideGoLive', 'cancelProject'],
    live: [],
    cancelled: [],
  },
  terminal: ['live', 'cancelled'],
  decide: decideProject,
  expire: () => undefined,
  evolve: evolveProject,
  nextDue: () => undefined,
  describe({ data }) {
    return { unitId: data.ownerUnitId, dueAt: null };
  },
};

function decideProject({ data }: ProjectState, command: ProjectCommand): readonly ProjectEvent[] {
  const by = command.actor.id;
  switch (command.type) {
    case 'registerProject': {
      const { ownerUnitId, contractorUnitId, workUnits } = command;
      return [{ type: 'ProjectRegistered', ownerUnitId, contractorUnitId, workUnits, by }];
    }
    case 'submitPlan':
      return [{ type: 'PlanSubmitted', by }];
    case 'returnPlan':
      return [{ type: 'PlanReturned', by }];
    case 'approvePlan':
      refuseSame(data.plan?.submitted.by, by);
      return [{ type: 'PlanApproved', by }];
    case 'requestAcceptance':
      return [{ type: 'AcceptanceRequested', by }];
    case 'rejectWork':
      return [{ type: 'WorkRejected', by }];
    case 'acceptWork':
      refuseSame(data.acceptance?.requested.by, by);
      return [{ type: 'WorkAccepted', by }];
    case 'recordHandover':
      return data.handovers.includes(command.handoverId)
        ? []
        : [{ type: 'HandoverRecorded', handoverId: command.handoverId }];
    case 'startTrialRun':
      return [{ type: 'TrialRunStarted', by }];
    case 'recordTrialResult':
      return [{ type: 'TrialResultRecorded', passed: command.passed, by }];
    case 'decideGoLive':
      refuseSame(data.trial?.result?.by, by);
      return [{ type: 'GoLiveDecided', by }];
    case 'cancelProject':
      return [{ type: 'ProjectCancelled', by }];
  }
}

/** Who brought it forward does not decide on it. */
function refuseSame(broughtBy: string | undefined, by: string): void {
  if (broughtBy === by) throw new Refusal('FOUR_EYES', 'Who brought it forward cannot decide on it.', { by });
}

/** Statuses in which a handover of the project is recorded. */
export const TAKES_HANDOVERS = PROJECT_STATUSES.filter((status) =>
  projectRules.allowed[status].includes('recordHandover'),
);

/** Whether what it made may be handed over (A16.3): its work is accepted, and it was not given up. */
export function isAccepted({ status, data }: ProjectState): boolean {
  return status !== 'cancelled' && data.acceptance?.accepted != null;
}
