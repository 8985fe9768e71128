import type { DossierCommit, TaskRow, ThresholdRow } from '../../../domain/dossier/dossier-commit';
import { thresholdsOf } from '../../../domain/dossier/dossier-commit';
import { publicStateOf } from '../../../domain/dossier/dossier-status';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, HEAD, loadTransfer, OFFICER, SECOND_OFFICER } from '../../support/dossier-spec';
import { local } from '../clock/clock-fixtures';

// One commit = everything one step writes. The lists people see are these rows and nothing else.

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = () => new DossierSpec(procedure);

/** The tables as the commits leave them, by the rules of the commit statement. */
class Tables {
  dossier?: DossierCommit['dossier'];
  readonly tasks = new Map<number, TaskRow>();
  thresholds: readonly ThresholdRow[] = [];
  seq = 0;

  write(commit: DossierCommit): this {
    expect(commit.seq).toBe(this.seq + 1);
    this.seq = commit.seq;
    this.dossier = commit.dossier;
    for (const row of commit.tasks) this.tasks.set(row.instance, row);
    this.thresholds = commit.thresholds;
    return this;
  }
  open(): TaskRow[] {
    return [...this.tasks.values()].filter(({ state }) => state === 'open');
  }
}

function withSupplement(of: DossierSpec): DossierSpec {
  of.submit()
    .at('2023-03-08 10:00')
    .act('claimTask', { task: of.idOf('appraise') });
  of.act('requestSupplement', { task: of.idOf('appraise') });
  of.at('2023-03-15 10:00').act('receiveSupplement', {}, CLERK);
  return of.complete('appraise', { eligible: true, taxExempt: false });
}
function wandering(of: DossierSpec): DossierSpec {
  of.restricted = [false, true, false];
  of.toTax().slipReturned(1).complete('prepareTaxSlip').sent(2).notices(2, { A: true, B: false }).pay('A');
  of.act('returnToStep', { task: of.idOf('printCertificate'), to: 'appraise' });
  of.complete('appraise', { eligible: true, taxExempt: true }).complete('printCertificate').check();
  of.act('moveDeadline', { dueAt: local('2023-03-24 17:00'), apology: true }, HEAD);
  return of.complete('appraise', { eligible: true, taxExempt: true }).at('2023-03-22 10:00').finish();
}
const stories: Record<string, () => DossierSpec> = {
  'straight, with tax': () => dossier().toPayment().at('2023-03-09 10:00').pay('TB-1').pay('TB-2').finish(),
  'supplement, to tax': () => withSupplement(dossier()).complete('prepareTaxSlip').sent(),
  'sent back and forth, late': () => wandering(dossier()),
  'failed job, then withdrawn': () => {
    const of = dossier().toSending().fail('sendTaxSlip');
    of.act('withdraw', {}, CLERK);
    return of;
  },
  'window expired': () => {
    const of = dossier().submit();
    of.act('requestSupplement', { task: of.idOf('appraise') });
    return of.at('2023-04-10 08:00').wake();
  },
};

describe.each(Object.entries(stories))('%s', (_name, run) => {
  test('after every step the rows say what the state says', () => {
    const { commits } = run();
    const tables = new Tables();
    for (const commit of commits) {
      const { snapshot } = commit;
      tables.write(commit);
      expect(
        tables.open().map(({ instance, element, assignee, role, unit, openedAt, targetAt }) => ({
          instance,
          element,
          role,
          unit,
          openedAt,
          targetAt,
          assignee,
        })),
      ).toEqual(
        Object.values(snapshot.tasks).map(({ assignee, targetAt, ...task }) => ({
          ...task,
          targetAt: targetAt ?? null,
          assignee: assignee ?? null,
        })),
      );
      expect(tables.dossier).toMatchObject({
        status: snapshot.status,
        publicState: publicStateOf[snapshot.status],
        promisedAt: snapshot.deadline?.originalDueAt,
        dueAt: snapshot.deadline?.dueAt,
        pauseReasons: snapshot.deadline?.pause?.open.map(({ reason }) => reason) ?? [],
        outcome: snapshot.deadline?.outcome ?? null,
        suspended: snapshot.supplement !== undefined,
      });
      const running = snapshot.deadline?.pause === undefined && snapshot.deadline?.stoppedAt === undefined;
      expect(tables.thresholds.map(({ percent }) => percent)).toEqual(running ? [50, 75, 90, 100] : []);
      if (running) expect(tables.thresholds.at(-1)?.at).toBe(snapshot.deadline?.dueAt);
    }
  });

  test('every task is opened once and closed once, by somebody, at a time', () => {
    const { commits, state } = run();
    const tables = commits.reduce((so, commit) => so.write(commit), new Tables());
    const rows = [...tables.tasks.values()];
    expect(rows.filter((row) => row.state === 'open').map(({ instance }) => instance)).toEqual(
      Object.keys(state.tasks).map(Number),
    );
    const closed = rows.filter((row) => row.state !== 'open');
    expect(closed.every(({ closedAt, closedBy, openedAt }) => (closedAt ?? 0) >= openedAt && closedBy)).toBe(true);
    const written = commits.flatMap(({ tasks }) => tasks.filter((row) => row.state !== 'open'));
    expect(written).toHaveLength(closed.length);
  });

  test('no name but the procedure’s own enters the variables; no bookkeeping enters the log', () => {
    const { commits } = run();
    const names = commits.flatMap(({ snapshot }) => Object.keys(snapshot.engine.variables));
    expect(names.filter((name) => !procedure.rules.routing.includes(name))).toEqual([]);
    expect(JSON.stringify(commits.map(({ entries }) => entries))).not.toContain('lineage');
    expect(commits.every(({ snapshot }, index) => snapshot.seq === index + 1)).toBe(true);
  });
});

describe('a commit', () => {
  test('says who did what when, under which key, and whose form it fills', () => {
    const of = dossier().submit().at('2023-03-07 10:00');
    const task = of.idOf('appraise');
    of.act('completeTask', { task, variables: { eligible: true, taxExempt: true }, submission: 'S-1' }, OFFICER, 'K');
    expect(of.lastCommit).toMatchObject({
      dossierId: 'D1',
      at: local('2023-03-07 10:00'),
      command: 'completeTask',
      actor: OFFICER,
      requestKey: 'K',
      submission: 'S-1',
      submissionElement: 'appraise',
    });
  });

  test('of anything but a completed task fills no form', () => {
    const of = dossier().submit();
    of.act('requestSupplement', { task: of.idOf('appraise'), submission: 'S-2' });
    expect(of.lastCommit).toMatchObject({ submission: 'S-2', submissionElement: null });
  });

  test('names tasks in Vietnamese, with holder and doer', () => {
    const of = dossier().submit();
    of.act('claimTask', { task: of.idOf('appraise') });
    of.complete('appraise', { eligible: true, taxExempt: true });
    expect(of.lastCommit.tasks).toEqual([
      expect.objectContaining({
        element: 'printCertificate',
        name: 'In Giấy chứng nhận',
        state: 'open',
        assignee: null,
      }),
      expect.objectContaining({ name: 'Thẩm định hồ sơ', state: 'completed', assignee: OFFICER, closedBy: OFFICER }),
    ]);
  });

  test('of a cancelled task says who cancelled it', () => {
    const of = dossier().toChecking();
    of.act('returnToStep', { task: of.idOf('checkCertificate'), to: 'printCertificate' }, SECOND_OFFICER);
    expect(of.lastCommit.tasks.map(({ element, state, closedBy }) => [element, state, closedBy])).toEqual([
      ['printCertificate', 'open', null],
      ['checkCertificate', 'cancelled', SECOND_OFFICER],
    ]);
  });

  test('keeps the thresholds of one count of the time together: only a new date or a new count begins another', () => {
    const cycles = (of: DossierSpec) => of.lastCommit.thresholds.map(({ cycle }) => cycle);
    const of = dossier().toTax().at('2023-03-08 10:00').notices(1, {});
    expect(cycles(of)).toEqual([0, 0, 0, 0]);
    of.act('moveDeadline', { dueAt: local('2023-03-29 17:00'), apology: false }, HEAD);
    expect(cycles(of)).toEqual([1, 1, 1, 1]);
    expect(thresholdsOf(of.context, undefined)).toEqual([]);
  });

  test('stays small: a step of a long dossier is no dossier of its own', () => {
    const { commits } = wandering(dossier());
    expect(Math.max(...commits.map((commit) => JSON.stringify(commit).length))).toBeLessThan(20_000);
  });
});

test('personal data finds no way in: not by a form’s values, not by a connector’s answer', () => {
  const name = 'Nguyễn Thị Bưởi';
  const of = dossier();
  expect(of.refusal('submit', { variables: { applicant: { fullName: name } } }).message).not.toContain(name);
  of.submit();
  const task = of.idOf('appraise');
  const refused = of.refusal('completeTask', { task, variables: { eligible: true, note: name } });
  expect(JSON.stringify([refused.message, refused.details])).not.toContain(name);
  of.complete('appraise', { eligible: true, taxExempt: false }).complete('prepareTaxSlip');
  of.answer('sendTaxSlip', { slipNumber: '1', payer: name });
  expect(JSON.stringify([of.commits, of.state])).not.toContain(name);
});
