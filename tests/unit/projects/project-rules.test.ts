import { decideCase, initialCase } from '../../../domain/cases/decide-case';
import {
  ACCOUNTS_OVER,
  accountsOf,
  beyondProject,
  refuseContractorAccount,
} from '../../../domain/projects/contractor-accounts';
import { availableProjectSteps } from '../../../domain/projects/available-project-actions';
import type { ProjectCommand, ProjectCommandType } from '../../../domain/projects/project-command';
import { projectRules } from '../../../domain/projects/project-rules';
import { PROJECT_STATUSES, type ProjectState } from '../../../domain/projects/project-state';
import { Refusal } from '../../../domain/refusal';

const registration = { ownerUnitId: 'so', contractorUnitId: 'nt.dia-chinh', workUnits: ['cn.dongxoai'] };

class ProjectSpec {
  state: ProjectState = initialCase(projectRules, 'project-1');
  private requests = 0;

  do(type: ProjectCommandType, by: string, fields: Readonly<Record<string, unknown>> = {}): this {
    this.requests += 1;
    const command = {
      type,
      requestKey: `r${this.requests}`,
      actor: { id: by },
      ...fields,
    } as unknown as ProjectCommand;
    this.state = decideCase(projectRules, this.state, command, this.requests * 1000).state;
    return this;
  }

  refused(type: ProjectCommandType, by: string, fields: Readonly<Record<string, unknown>> = {}): string {
    try {
      this.do(type, by, fields);
      return 'accepted';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }
}

const working = () =>
  new ProjectSpec().do('registerProject', 'head', registration).do('submitPlan', 'head').do('approvePlan', 'leader');
const accepted = () => working().do('requestAcceptance', 'head').do('acceptWork', 'leader');

describe('A16.1–A16.4: from the plan to going live', () => {
  test('one thing after another, each by whom it is for', () => {
    const project = accepted();
    expect(project.state.data).toMatchObject({
      ...registration,
      registered: { by: 'head', at: 1000 },
      plan: { submitted: { by: 'head', at: 2000 }, approved: { by: 'leader', at: 3000 } },
      acceptance: { requested: { by: 'head', at: 4000 }, accepted: { by: 'leader', at: 5000 } },
    });
    expect(project.refused('startTrialRun', 'head')).toBe('ACTION_NOT_ALLOWED');
    project.do('recordHandover', 'system', { handoverId: 'h1' });
    expect(project.state.status).toBe('handedOver');
    project.do('startTrialRun', 'head').do('recordTrialResult', 'head', { passed: true });
    expect(project.refused('decideGoLive', 'head')).toBe('FOUR_EYES');
    expect(project.do('decideGoLive', 'leader').state).toMatchObject({
      status: 'live',
      data: { wentLive: { by: 'leader' }, handovers: ['h1'] },
    });
  });

  test('a plan goes back and comes again; who brought it does not approve it', () => {
    const project = new ProjectSpec().do('registerProject', 'head', registration).do('submitPlan', 'head');
    expect(project.refused('approvePlan', 'head')).toBe('FOUR_EYES');
    expect(project.do('returnPlan', 'leader').state).toMatchObject({ status: 'registered', data: { plan: null } });
    expect(project.do('submitPlan', 'head').do('approvePlan', 'leader').state.status).toBe('working');
  });

  test('work that is not accepted goes on; who asks for the acceptance does not give it', () => {
    const project = working().do('requestAcceptance', 'head');
    expect(project.refused('acceptWork', 'head')).toBe('FOUR_EYES');
    expect(project.do('rejectWork', 'leader').state).toMatchObject({ status: 'working', data: { acceptance: null } });
  });

  test('a trial run that fails is repeated', () => {
    const project = accepted().do('recordHandover', 'system', { handoverId: 'h1' }).do('startTrialRun', 'head');
    project.do('recordTrialResult', 'head', { passed: false });
    expect(project.state).toMatchObject({ status: 'handedOver', data: { trial: { result: { passed: false } } } });
    expect(project.do('startTrialRun', 'head').state).toMatchObject({
      status: 'trialRun',
      data: { trial: { result: null } },
    });
  });

  test('handovers are recorded once each, and a second one does not move it back', () => {
    const project = accepted()
      .do('recordHandover', 'system', { handoverId: 'h1' })
      .do('recordHandover', 'system', { handoverId: 'h1' })
      .do('startTrialRun', 'head')
      .do('recordHandover', 'system', { handoverId: 'h2' });
    expect(project.state).toMatchObject({ status: 'trialRun', data: { handovers: ['h1', 'h2'] } });
  });
});

describe('A7.1e, A7.3c: the accounts of a project', () => {
  const told = (status: (typeof PROJECT_STATUSES)[number]): string => {
    try {
      refuseContractorAccount(status);
      return 'allowed';
    } catch (error) {
      return (error as Refusal).code;
    }
  };

  test.each(PROJECT_STATUSES)('%s', (status) => {
    const expected = { notYet: 'CONTRACTOR_PLAN_NOT_APPROVED', allowed: 'allowed', over: 'CONTRACTOR_PROJECT_OVER' };
    expect(told(status)).toBe(expected[accountsOf(status)]);
  });

  test('come about between the approval of the plan and the acceptance only', () => {
    expect(PROJECT_STATUSES.filter((status) => accountsOf(status) === 'allowed')).toEqual([
      'working',
      'acceptanceRequested',
    ]);
    expect(ACCOUNTS_OVER).toEqual(['accepted', 'handedOver', 'trialRun', 'trialPassed', 'live', 'cancelled']);
  });

  test('have no duty where the project has no work', () => {
    const duties = ['cn.dongxoai', 'cn.chonthanh', 'cn.chonthanh'].map((unitId) => ({ unitId }));
    expect(beyondProject(registration, duties)).toEqual(['cn.chonthanh']);
  });
});

describe('what is offered', () => {
  test('is what would be taken from this person', () => {
    const people = ['head', 'leader'];
    const stages = [
      new ProjectSpec().do('registerProject', 'head', registration),
      new ProjectSpec().do('registerProject', 'head', registration).do('submitPlan', 'head'),
      working(),
      working().do('requestAcceptance', 'head'),
      accepted(),
      accepted().do('cancelProject', 'leader'),
      accepted().do('recordHandover', 'system', { handoverId: 'h1' }).do('startTrialRun', 'head'),
      accepted()
        .do('recordHandover', 'system', { handoverId: 'h1' })
        .do('startTrialRun', 'head')
        .do('recordTrialResult', 'head', { passed: true }),
    ];
    for (const { state } of stages)
      for (const by of people) {
        const taken = availableProjectSteps(state, by).map((type) => {
          const command = { type, requestKey: 'x', actor: { id: by }, passed: true } as unknown as ProjectCommand;
          return decideCase(projectRules, state, command, 1e6).answer.status;
        });
        expect(taken).not.toContain(undefined);
      }
    expect(availableProjectSteps(stages[1]!.state, 'head')).toEqual(['returnPlan', 'cancelProject']);
    expect(availableProjectSteps(stages[1]!.state, 'leader')).toEqual(['approvePlan', 'returnPlan', 'cancelProject']);
    expect(availableProjectSteps(stages[5]!.state, 'leader')).toEqual([]);
  });
});
