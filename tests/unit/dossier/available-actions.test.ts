import { availableActions, phaseOf, type DossierPhase } from '../../../domain/dossier/available-actions';
import type { DossierCommand, DossierCommandType } from '../../../domain/dossier/dossier-command';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { Refusal } from '../../../domain/refusal';
import { CLERK, DossierSpec, loadTransfer } from '../../support/dossier-spec';
import { local } from '../clock/clock-fixtures';

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});

const phases: Record<DossierPhase, () => DossierSpec> = {
  new: () => new DossierSpec(procedure),
  running: () => new DossierSpec(procedure).toTaxSlip(),
  supplement: () => {
    const of = new DossierSpec(procedure).submit();
    of.act('requestSupplement', { task: of.idOf('appraise') });
    return of;
  },
  signed: () => new DossierSpec(procedure).toRegistering(),
  decided: () => new DossierSpec(procedure).toHandover(),
  closed: () => new DossierSpec(procedure).toHandover().complete('returnResult', {}, CLERK),
};

/** One command of every type, for the task that is open. */
function everyCommand(of: DossierSpec): Record<DossierCommandType, object> {
  const [task = 1] = Object.keys(of.state.tasks).map(Number);
  return {
    submit: { variables: {} },
    claimTask: { task },
    releaseTask: { task },
    assignTask: { task, assignee: 'officer-9' },
    completeTask: { task, variables: {} },
    returnToStep: { task, to: 'appraise' },
    requestSupplement: { task },
    receiveSupplement: {},
    refuse: {},
    withdraw: {},
    stop: { cause: 'COURT' },
    moveDeadline: { dueAt: local('2023-03-28 17:00'), apology: false },
    recordPayment: { notice: 'TB-1', receipt: 'BL-1', kind: 'PAID' },
    receiveTaxNotices: { slipVersion: 1, notices: [] },
    receiveSlipReturn: { slipVersion: 1, reasonCode: 'X' },
    completeJob: { job: 1, variables: {} },
    failJob: { job: 1, message: 'm' },
    retryElement: { instance: 1 },
    wake: {},
    recomputeDeadlines: {},
  };
}

const names = Object.keys(phases) as DossierPhase[];

test('the table of phases and commands', () => {
  const table = Object.fromEntries(names.map((name) => [name, availableActions(phases[name]().state).join(' ')]));
  expect(table).toMatchInlineSnapshot(`
   {
     "closed": "",
     "decided": "claimTask releaseTask assignTask completeTask stop receiveTaxNotices receiveSlipReturn recordPayment wake completeJob failJob retryElement recomputeDeadlines",
     "new": "submit",
     "running": "claimTask releaseTask assignTask completeTask returnToStep requestSupplement refuse withdraw stop moveDeadline receiveTaxNotices receiveSlipReturn recordPayment wake completeJob failJob retryElement recomputeDeadlines",
     "signed": "claimTask releaseTask assignTask completeTask returnToStep stop moveDeadline receiveTaxNotices receiveSlipReturn recordPayment wake completeJob failJob retryElement recomputeDeadlines",
     "supplement": "assignTask releaseTask receiveSupplement withdraw stop receiveTaxNotices receiveSlipReturn recordPayment wake completeJob failJob retryElement recomputeDeadlines",
   }
  `);
});

describe.each(names)('a dossier that is %s', (name) => {
  test('is in that phase', () => {
    expect(phaseOf(phases[name]().state)).toBe(name);
  });

  test('refuses every command that is not in its row, with what is allowed, and takes the others’ turn', () => {
    const answers = Object.entries(everyCommand(phases[name]())).map(([type, fields]) => {
      const of = phases[name]();
      const allowed: readonly string[] = availableActions(of.state);
      const code = refusalOf(of, { type, ...fields } as DossierCommand);
      return { type, refusedByPhase: code === 'ACTION_NOT_ALLOWED', listed: allowed.includes(type) };
    });
    expect(answers.filter(({ refusedByPhase, listed }) => refusedByPhase === listed)).toEqual([]);
    expect(answers).toHaveLength(20);
  });

  test('says in its refusal what it takes instead', () => {
    const of = phases[name]();
    const refused = of.refusalOfAny(name === 'new' ? 'withdraw' : 'submit', { variables: {} });
    expect(refused).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      details: { status: of.state.status, phase: name, allowed: availableActions(of.state) },
    });
  });
});

/** Code of the refusal, if it is one; anything else that is thrown is a fault. */
function refusalOf(of: DossierSpec, { type, ...fields }: DossierCommand): string | undefined {
  try {
    of.actAny(type, fields);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
