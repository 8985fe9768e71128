import fc from 'fast-check';
import { phaseOf, type DossierPhase } from '../../../domain/dossier/available-actions';
import type { DossierCommand, DossierCommandType } from '../../../domain/dossier/dossier-command';
import { answerFrom } from '../../../domain/dossier/decide-dossier';
import type { DossierStatus } from '../../../domain/dossier/dossier-status';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import type { Variables } from '../../../domain/json';
import { Refusal } from '../../../domain/refusal';
import { DossierSpec, loadTransfer, type Regime } from '../../support/dossier-spec';

// Whatever anybody sends, in whatever order: a command is carried out as a whole or refused with a code. `DossierSpec`
// proves S1–S5 after every accepted step, and that a decision leaves the state it was given alone.

const procedures: Partial<Record<Regime, ProcedureContent>> = {};
beforeAll(async () => {
  for (const regime of ['2013', '2025'] as const) procedures[regime] = await loadTransfer(regime);
});

interface Move {
  readonly type: DossierCommandType | 'goOn';
  /** Chooses among what is there; also the source of every yes or no. */
  readonly pick: number;
  readonly actor: string;
  readonly minutes: number;
}

const commandTypes: readonly DossierCommandType[] = Object.keys({
  submit: 1,
  claimTask: 1,
  releaseTask: 1,
  assignTask: 1,
  completeTask: 1,
  returnToStep: 1,
  requestSupplement: 1,
  receiveSupplement: 1,
  refuse: 1,
  withdraw: 1,
  stop: 1,
  moveDeadline: 1,
  recordPayment: 1,
  receiveTaxNotices: 1,
  receiveSlipReturn: 1,
  completeJob: 1,
  failJob: 1,
  retryElement: 1,
  wake: 1,
  recomputeDeadlines: 1,
} satisfies Record<DossierCommandType, 1>) as DossierCommandType[];
const closing: readonly DossierCommandType[] = ['refuse', 'withdraw', 'stop'];

const move: fc.Arbitrary<Move> = fc.record({
  type: fc.oneof(
    { weight: 10, arbitrary: fc.constant('goOn' as const) },
    { weight: 12, arbitrary: fc.constantFrom(...commandTypes.filter((type) => !closing.includes(type))) },
    { weight: 1, arbitrary: fc.constantFrom(...closing) },
  ),
  pick: fc.nat({ max: 10_000 }),
  actor: fc.constantFrom('a', 'b', 'c'),
  minutes: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 60 * 24 * 12 })),
});

/** A command with whatever is at hand: mostly of this dossier, sometimes of nowhere. */
function commandOf(of: DossierSpec, { type, pick, actor }: Move, key: string): DossierCommand {
  if (type === 'goOn') return usefulCommand(of, pick, key);
  const { state } = of;
  const yes = pick % 3 > 0;
  const choose = <T>(from: readonly T[]): T | undefined => from[pick % Math.max(from.length, 1)];
  const tasks = Object.keys(state.tasks).map(Number);
  const jobs = Object.values(state.engine.instances)
    .filter(({ job }) => job)
    .map(({ id }) => id);
  const anything = pick % 40;
  const task = pick % 7 === 0 ? anything : (choose(tasks) ?? anything);
  const job = pick % 7 === 0 ? anything : (choose(jobs) ?? anything);
  const wanted: Variables = { eligible: yes, taxExempt: pick % 2 === 0, checkPassed: yes, signed: yes };
  const variables = pick % 5 === 0 ? { ownerName: 'x' } : pick % 6 === 0 ? {} : wanted;
  const number = `N-${pick % 4}`;
  const slipVersion = Math.max(0, state.tax.slipVersion - (pick % 5 === 0 ? 1 : 0));
  const fields: Record<DossierCommandType, object> = {
    submit: { variables: {} },
    claimTask: { task },
    releaseTask: { task },
    assignTask: { task, assignee: choose(['a', 'b', 'c']) },
    completeTask: { task, variables },
    returnToStep: {
      task,
      to: choose(['appraise', 'prepareTaxSlip', 'printCertificate', 'checkCertificate', 'awaitPayment']),
    },
    requestSupplement: { task },
    receiveSupplement: {},
    refuse: {},
    withdraw: {},
    stop: { cause: choose(['COURT', 'CITIZEN_REQUEST']) },
    moveDeadline: { dueAt: of.now + (pick % 20) * 86_400_000, apology: pick % 2 === 0 },
    recordPayment: { notice: number, receipt: `R-${pick}`, kind: choose(['PAID', 'DEBT_RECORDED', 'EXEMPTED']) },
    receiveTaxNotices: {
      slipVersion,
      notices: Array.from({ length: pick % 4 }, (_, n) => ({ number: `N-${n}`, payable: (pick + n) % 2 === 0 })),
    },
    receiveSlipReturn: { slipVersion, reasonCode: 'X' },
    completeJob: { job, variables: pick % 11 === 0 ? { ownerName: 'x' } : { slipNumber: 'S', slipVersion } },
    failJob: { job, message: 'm' },
    retryElement: { instance: choose(Object.keys(state.engine.instances).map(Number)) ?? anything },
    wake: {},
    recomputeDeadlines: {},
  };
  return { type, requestKey: key, actor: { id: actor }, ...fields[type] } as DossierCommand;
}

/** What takes the dossier further now, by somebody who may. */
function usefulCommand(of: DossierSpec, pick: number, requestKey: string): DossierCommand {
  const { state } = of;
  const yes = pick % 8 > 0;
  const as = (id: string, command: object) => ({ requestKey, actor: { id }, ...command }) as DossierCommand;
  if (state.engine.status === 'created') return as('a', { type: 'submit', variables: {} });
  if (state.supplement) return as('a', { type: 'receiveSupplement' });
  const [task] = Object.values(state.tasks);
  if (task) {
    const doer = task.assignee ?? (state.performedBy.printCertificate === 'a' ? 'b' : 'a');
    const variables = { eligible: yes, taxExempt: pick % 2 === 0, checkPassed: yes, signed: yes };
    return as(doer, { type: 'completeTask', task: task.instance, variables });
  }
  const job = Object.values(state.engine.instances).find((instance) => instance.job);
  if (job) return as('connector', { type: 'completeJob', job: job.id, variables: {} });
  const { slipVersion, notices } = state.tax;
  const due = notices.find(({ payable, settled }) => payable && !settled);
  if (due) return as('tax', { type: 'recordPayment', notice: due.number, receipt: `R-${pick}`, kind: 'PAID' });
  return as('tax', { type: 'receiveTaxNotices', slipVersion, notices: [{ number: 'N-0', payable: yes }] });
}

interface Seen {
  readonly codes: Set<string>;
  readonly statuses: Set<DossierStatus>;
  readonly phases: Set<DossierPhase>;
  accepted: number;
}

function live(of: DossierSpec, moves: readonly Move[], seen: Seen): void {
  moves.forEach((one, index) => {
    of.now += one.minutes * 60_000;
    const { type, requestKey, actor, ...fields } = commandOf(of, one, `K${index}`);
    try {
      of.actAny(type, fields, actor.id, requestKey);
      seen.accepted += 1;
      // A message that no longer matters is answered with a mark of its own; where the dossier stands is the same.
      const { ignored: _ignored, ...answer } = of.state.answered.at(-1)?.answer ?? answerFrom(of.state);
      expect(answerFrom(of.state)).toEqual(answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      seen.codes.add(error.code);
    }
    seen.statuses.add(of.state.status);
    seen.phases.add(phaseOf(of.state));
  });
}

const nothingSeen = (): Seen => ({ codes: new Set(), statuses: new Set(), phases: new Set(), accepted: 0 });
const dossierOf = (regime: Regime, restricted: boolean[]) => {
  const procedure = procedures[regime];
  if (!procedure) throw new Error('not loaded');
  const of = new DossierSpec(procedure);
  of.restricted = restricted;
  return of;
};
const life = fc.tuple(
  fc.constantFrom<Regime>('2013', '2025'),
  fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
  fc.array(move, { maxLength: 60, size: 'max' }),
);

describe('random commands of random people', () => {
  test('are carried out as a whole or refused with a code; nothing else is ever thrown', () => {
    fc.assert(
      fc.property(life, ([regime, restricted, moves]) => live(dossierOf(regime, restricted), moves, nothingSeen())),
      { numRuns: 120 },
    );
  });

  test('reach every phase, every state and the refusals that matter (or the property above proves little)', () => {
    const seen = nothingSeen();
    fc.assert(
      fc.property(life, ([regime, restricted, moves]) => live(dossierOf(regime, restricted), moves, seen)),
      { numRuns: 200, seed: 7 },
    );
    expect([...seen.phases].sort()).toEqual(['closed', 'decided', 'new', 'running', 'signed', 'supplement']);
    expect([...seen.statuses].sort()).toEqual([
      'APPRAISAL',
      'HANDOVER',
      'PENDING_CHECK',
      'PENDING_HANDOVER',
      'PENDING_PRINT',
      'PENDING_SIGN',
      'PENDING_SUPPLEMENT',
      'PENDING_TAX',
      'PENDING_TAX_PAYMENT',
      'RECEIVED',
      'REJECTED',
      'RETURNED',
      'STOPPED',
      'TAX_TRANSFER',
      'WITHDRAWN',
    ]);
    expect([...seen.codes].sort()).toEqual(
      expect.arrayContaining([
        'ACTION_NOT_ALLOWED',
        'DEADLINE_PAUSED',
        'FOUR_EYES',
        'INSTANCE_NOT_ACTIVE',
        'NO_TAX_SLIP',
        'PROCEDURE_CANNOT_GO_ON',
        'RETURN_TARGET_NOT_ALLOWED',
        'SUPPLEMENT_ALREADY_REQUESTED',
        'TASK_HELD_BY_OTHER',
        'TASK_NOT_OPEN',
        'TAX_NOTICE_UNKNOWN',
        'TAX_SLIP_UNKNOWN',
        'VARIABLE_NOT_ROUTING',
      ]),
    );
    expect(seen.accepted).toBeGreaterThan(1_000);
  });
});
