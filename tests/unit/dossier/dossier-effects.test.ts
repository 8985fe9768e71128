import type { OutboxItem } from '../../../domain/dossier/dossier-effects';
import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { CLERK, DossierSpec, HEAD, loadTransfer, procedureOf, SECOND_OFFICER } from '../../support/dossier-spec';
import { process } from '../../support/graph-builder';
import { local } from '../clock/clock-fixtures';

// What each story asks of the outside world: exactly these items, in this order, each under a key of its own.

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = () => new DossierSpec(procedure);

/** `command: what it asks for`, one line a step that asks for anything. */
function story(of: DossierSpec): string[] {
  return of.commits
    .filter(({ outbox }) => outbox.length > 0)
    .map(({ command, outbox }) => `${command}: ${outbox.map(nameOf).join(', ')}`);
}
function nameOf({ kind, payload }: OutboxItem): string {
  const what = payload.document ?? payload.mail ?? payload.jobType ?? payload.publicState;
  return `${kind} ${what as string}`;
}

const stories: Record<string, { run: () => DossierSpec; asks: string[] }> = {
  'straight, with tax': {
    run: () => dossier().toPayment().pay('TB-1').pay('TB-2').finish(),
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'completeTask: job send-tax-slip, document taxSlip',
      'receiveTaxNotices: mail paymentNotice, oneStopProgress 6',
      'recordPayment: oneStopProgress 4',
      'completeTask: oneStopProgress 9',
      'completeTask: mail resultReady',
      'completeTask: oneStopProgress 10, document processControl',
    ],
  },
  exempt: {
    run: () => dossier().toPrinting().finish(),
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'completeTask: oneStopProgress 9',
      'completeTask: mail resultReady',
      'completeTask: oneStopProgress 10, document processControl',
    ],
  },
  'slip returned, nothing payable': {
    run: () => dossier().toTax().slipReturned(1).complete('prepareTaxSlip').sent(2).notices(2, {}),
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'completeTask: job send-tax-slip, document taxSlip',
      'completeTask: job send-tax-slip, document taxSlip',
    ],
  },
  'supplement, then refused': {
    run: () => {
      const of = dossier().submit();
      of.act('requestSupplement', { task: of.idOf('appraise') });
      of.act('receiveSupplement', {}, CLERK);
      of.act('refuse', {}, HEAD);
      return of;
    },
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'requestSupplement: document supplementRequest, mail supplementRequest, oneStopProgress 5',
      'receiveSupplement: oneStopProgress 4',
      'refuse: oneStopProgress 3, document refusal, mail refusal, document processControl',
    ],
  },
  'not eligible': {
    run: () => dossier().submit().complete('appraise', { eligible: false }),
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'completeTask: oneStopProgress 3, document refusal, mail refusal, document processControl',
    ],
  },
  'late, with an apology, then stopped by a court': {
    run: () => {
      const of = dossier().submit();
      of.act('moveDeadline', { dueAt: local('2023-03-22 17:00'), apology: false }, HEAD);
      of.act('moveDeadline', { dueAt: local('2023-03-24 17:00'), apology: true }, HEAD);
      of.act('stop', { cause: 'COURT' }, HEAD);
      return of;
    },
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'moveDeadline: document apology, mail apology',
      'stop: oneStopProgress 8, document stopNotice, document processControl',
    ],
  },
  'withdrawn while tax is waited for': {
    run: () => {
      const of = dossier().toTax();
      of.act('withdraw', {}, CLERK);
      return of;
    },
    asks: [
      'submit: document receipt, oneStopProgress 2',
      'completeJob: oneStopProgress 4',
      'completeTask: job send-tax-slip, document taxSlip',
      'withdraw: oneStopProgress 7, document processControl',
    ],
  },
};

describe.each(Object.entries(stories))('%s', (_name, { run, asks }) => {
  test('asks for exactly this', () => {
    expect(story(run())).toEqual(asks);
  });

  test('under keys that are unique, and the same whenever the steps are repeated', () => {
    const { outbox } = run();
    const keys = outbox.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(run().outbox).toEqual(outbox);
  });

  test('tells the one-stop system each change of the public state once, in order', () => {
    const of = run();
    const told = of.outbox.filter(({ kind }) => kind === 'oneStopProgress');
    expect(new Set(told.map(({ orderingKey }) => orderingKey))).toEqual(new Set(['D1/oneStop']));
    const states = of.commits.map(({ dossier: { publicState } }) => publicState);
    expect(of.progress).toEqual(states.filter((state, index) => state !== states[index - 1]));
  });
});

test('an item is kept apart from every other by its request, its kind and its name', () => {
  const [receipt] = dossier().submit().outbox;
  expect(receipt).toEqual({
    key: 'D1/submit/document/receipt',
    kind: 'document',
    orderingKey: 'D1/document/receipt',
    payload: { document: 'receipt', seq: 1, submission: null },
  });
});

test('a job carries what its connector needs to find it, and no variable', () => {
  const of = dossier().toSending();
  const job = of.outbox.find(({ kind }) => kind === 'job');
  const instance = of.idOf('sendTaxSlip');
  expect(job).toMatchObject({
    orderingKey: `D1/job/${instance}`,
    payload: { instance, element: 'sendTaxSlip', jobType: 'send-tax-slip', headers: {} },
  });
});

test('look-ups in our own database never go through the outbox', () => {
  const asked = dossier()
    .toSigning()
    .outbox.filter(({ payload }) => payload.jobType === 'check-restrictions');
  expect(asked).toEqual([]);
});

test('a procedure whose first step is a person’s: received (2) is told before in work (4)', () => {
  const graph = process('P')
    .start()
    .user('work', { properties: { status: 'APPRAISAL' } })
    .end()
    .chain('start', 'work', 'end')
    .build();
  expect(new DossierSpec(procedureOf(graph, procedure)).submit().progress).toEqual([2, 4]);
});

test('what went back is told again: signed, back in work, signed', () => {
  const of = dossier().toRegistering();
  of.act('returnToStep', { task: of.idOf('registerResult'), to: 'checkCertificate' }, SECOND_OFFICER);
  expect(of.progress).toEqual([2, 4, 9, 4]);
});
