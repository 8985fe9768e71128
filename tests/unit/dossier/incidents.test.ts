import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { DossierSpec, loadTransfer, procedureOf } from '../../support/dossier-spec';
import { process } from '../../support/graph-builder';

// What a connector cannot do waits for a person: the element stands, the rest goes on, the clock runs.

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const sending = () => new DossierSpec(procedure).toSending();
const failureOf = (of: DossierSpec, element: string) => of.state.engine.instances[of.idOf(element)]?.failure;
const retry = (of: DossierSpec, element: string) => of.act('retryElement', { instance: of.idOf(element) });

describe('a job that failed for good', () => {
  test('stands with its reason; nothing else changes', () => {
    const of = sending();
    const { status, deadline } = of.state;
    of.fail('sendTaxSlip', 'the tax authority refused the slip: 02');
    expect(failureOf(of, 'sendTaxSlip')).toEqual({
      code: 'JOB_FAILED',
      message: 'the tax authority refused the slip: 02',
    });
    expect([of.state.status, of.state.deadline, of.lastEntries]).toEqual([status, deadline, []]);
    expect(of.lastCommit.outbox).toEqual([]);
  });

  test('is tried again by an officer, and the connector is asked again under a key of its own', () => {
    const of = sending().fail('sendTaxSlip');
    retry(of, 'sendTaxSlip');
    expect(failureOf(of, 'sendTaxSlip')).toBeUndefined();
    const jobs = of.outbox.filter(({ kind }) => kind === 'job');
    expect(jobs.map(({ payload }) => payload.instance)).toEqual([of.idOf('sendTaxSlip'), of.idOf('sendTaxSlip')]);
    expect(new Set(jobs.map(({ key }) => key)).size).toBe(2);
    expect(of.sent(2).state.status).toBe('PENDING_TAX');
  });

  test('may fail again and again', () => {
    const of = sending();
    for (const round of [1, 2, 3]) {
      of.fail('sendTaxSlip', `try ${round}`);
      expect(failureOf(of, 'sendTaxSlip')?.message).toBe(`try ${round}`);
      retry(of, 'sendTaxSlip');
    }
    expect(of.sent(4).pauses).toEqual(['TAX']);
  });

  test('is answered late after all: the answer counts', () => {
    const of = sending().fail('sendTaxSlip').sent();
    expect(of.state.status).toBe('PENDING_TAX');
  });

  test('while the citizen pays: the dossier goes on beside it', () => {
    const of = new DossierSpec(procedure).toPayment().at('2023-03-16 09:00').wake().fail('remindPayment', 'no address');
    of.pay('TB-1').pay('TB-2');
    expect(of.openTasks).toEqual(['printCertificate']);
    of.finish();
    // The reminder still stands: the handling is not finished while it does, and an officer can end it.
    expect(of.state.status).not.toBe('RETURNED');
    retry(of, 'remindPayment');
    of.answer('remindPayment');
    expect(of.state.status).toBe('RETURNED');
  });
});

describe('a connector’s answer', () => {
  test('the procedure cannot go on with makes the element after it wait, until it is tried again', () => {
    const graph = process('P')
      .start()
      .service('lookUp')
      .xor('which')
      .end('a')
      .chain('start', 'lookUp', 'which')
      .flow('which', 'a', { when: 'restricted = false' })
      .build();
    const of = new DossierSpec(procedureOf(graph, procedure)).submit().answer('lookUp', {});
    expect(of.state.status).toBe('RECEIVED');
    expect(failureOf(of, 'which')).toBeDefined();
    retry(of, 'which');
    expect(failureOf(of, 'which')).toBeDefined();
  });

  test('that carries more than routing variables is not taken: the element waits, the values stay out', () => {
    const of = sending().answer('sendTaxSlip', { slipNumber: '151/PCTT', ownerName: 'Nguyễn Thị Bưởi' });
    expect(failureOf(of, 'sendTaxSlip')?.message).toMatch(/ownerName/);
    expect(JSON.stringify(of.commits)).not.toContain('Bưởi');
    expect(of.state.engine.variables).not.toHaveProperty('slipNumber');
    retry(of, 'sendTaxSlip');
    expect(of.sent(2).state.status).toBe('PENDING_TAX');
  });
});

test.each([
  ['retryElement', { instance: 1 }, 'INSTANCE_NOT_FAILED'],
  ['retryElement', { instance: 999 }, 'INSTANCE_NOT_ACTIVE'],
  ['completeJob', { job: 999, variables: {} }, 'INSTANCE_NOT_ACTIVE'],
  ['failJob', { job: 999, message: 'm' }, 'INSTANCE_NOT_ACTIVE'],
  ['completeJob', { job: 1, variables: {} }, 'NO_JOB_OPEN'],
] as const)('%s of %j: %s', (type, fields, code) => {
  const graph = process('P').start().user('work').end().chain('start', 'work', 'end').build();
  const of = new DossierSpec(procedureOf(graph, procedure)).submit();
  const own = 'job' in fields && fields.job === 1 ? { ...fields, job: of.idOf('work') } : fields;
  const target = 'instance' in own && own.instance === 1 ? { instance: of.idOf('work') } : own;
  expect(of.refusalOfAny(type, target).code).toBe(code);
});
