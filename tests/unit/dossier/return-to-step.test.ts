import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import { returnChoices } from '../../../domain/dossier/task-commands';
import {
  CLERK,
  DossierSpec,
  HEAD,
  loadTransfer,
  OFFICER,
  procedureOf,
  SECOND_OFFICER,
} from '../../support/dossier-spec';
import { messageDefinition, process } from '../../support/graph-builder';

// "Trả lại bước trước": an officer sends the work back to an earlier step of a person, with a reason; the clock runs on.

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = () => new DossierSpec(procedure);
const choices = (of: DossierSpec, element: string) =>
  returnChoices(of.procedure.graph, of.state.engine, of.idOf(element));
function sendBack(of: DossierSpec, from: string, to: string, by = OFFICER): DossierSpec {
  of.act('returnToStep', { task: of.idOf(from), to, submission: 'S-5' }, by);
  return of;
}

describe('return to an earlier step', () => {
  test('reopens it and closes the present one, with the reason’s row in the log', () => {
    const of = sendBack(dossier().toChecking(), 'checkCertificate', 'printCertificate', SECOND_OFFICER);
    expect([of.state.status, of.openTasks, of.pauses]).toEqual(['PENDING_PRINT', ['printCertificate'], []]);
    expect(of.lastEntries).toEqual(['TaskCancelled', 'TaskOpened', 'StatusChanged']);
    expect(of.lastCommit.entries[0]).toMatchObject({ event: { type: 'ReturnedToStep', reason: 'S-5' } });
    of.finish();
    expect(of.state.status).toBe('RETURNED');
  });

  test('offers the steps people did, latest first', () => {
    const of = dossier().toPayment().pay('TB-1').pay('TB-2');
    expect(choices(of, 'printCertificate')).toEqual(['prepareTaxSlip', 'appraise']);
    of.complete('printCertificate').check();
    expect(choices(of, 'signCertificate')).toEqual([
      'checkCertificate',
      'printCertificate',
      'prepareTaxSlip',
      'appraise',
    ]);
  });

  test.each([
    'awaitPayment',
    'sendTaxSlip',
    'checkRestrictions',
    'awaitTax',
    'signCertificate',
    'handleDossier',
    'nowhere',
  ])('never to %s: what waits for others would wait in vain, what lies ahead is not earlier', (to) => {
    const of = dossier().toPayment().pay('TB-1').pay('TB-2');
    expect(of.refusal('returnToStep', { task: of.idOf('printCertificate'), to })).toMatchObject({
      code: 'RETURN_TARGET_NOT_ALLOWED',
      details: { from: 'printCertificate', to, targets: ['prepareTaxSlip', 'appraise'] },
    });
  });

  test('across the tax wait: the slip is made anew, in a version of its own', () => {
    const of = sendBack(dossier().toTax().notices(1, {}), 'printCertificate', 'prepareTaxSlip');
    of.complete('prepareTaxSlip').sent(2).notices(1, { 'TB-1': true });
    expect([of.state.status, of.state.tax.notices]).toEqual(['PENDING_TAX', []]);
    of.notices(2, { 'TB-2': true }).pay('TB-2');
    expect(of.openTasks).toEqual(['printCertificate']);
  });

  test('to the appraisal, which may now say exempt', () => {
    const of = sendBack(dossier().toPayment().pay('TB-1').pay('TB-2'), 'printCertificate', 'appraise');
    of.complete('appraise', { eligible: true, taxExempt: true }).finish();
    expect(of.state.status).toBe('RETURNED');
  });

  test('from the register to the signature, which has to be given again', () => {
    const of = sendBack(dossier().toRegistering(), 'registerResult', 'signCertificate');
    expect([of.state.status, of.openTasks, of.lastCommit.dossier.publicState]).toEqual([
      'PENDING_SIGN',
      ['signCertificate'],
      4,
    ]);
    of.complete('signCertificate', { signed: true }, HEAD)
      .complete('registerResult')
      .complete('returnResult', {}, CLERK);
    expect(of.progress).toEqual([2, 4, 9, 4, 9, 10]);
  });

  test('not once the result is registered: no clock would run over it', () => {
    const of = dossier().toHandover();
    expect(of.refusal('returnToStep', { task: of.idOf('returnResult'), to: 'registerResult' }, CLERK)).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      details: { phase: 'decided', status: 'HANDOVER' },
    });
  });

  test('only by who holds the step', () => {
    const of = dossier().toChecking();
    const task = of.idOf('checkCertificate');
    of.act('claimTask', { task }, SECOND_OFFICER);
    expect(of.refusal('returnToStep', { task, to: 'printCertificate' }).code).toBe('TASK_HELD_BY_OTHER');
  });
});

describe('in other procedures', () => {
  test('over a subprocess: it is entered anew as a whole', () => {
    const graph = process('S')
      .start()
      .user('receive')
      .sub('survey', (inner) => {
        inner.start('surveyStart').user('measure').user('draw').end('surveyEnd');
        inner.chain('surveyStart', 'measure', 'draw', 'surveyEnd');
      })
      .user('decide')
      .end()
      .chain('start', 'receive', 'survey', 'decide', 'end')
      .build();
    const of = new DossierSpec(procedureOf(graph, procedure)).submit().complete('receive').complete('measure');
    expect(choices(of, 'draw')).toEqual(['measure', 'receive']);
    of.complete('draw');
    expect(choices(of, 'decide')).toEqual(['survey', 'receive']);
    sendBack(of, 'decide', 'survey');
    expect(of.openTasks).toEqual(['measure']);
    sendBack(of, 'measure', 'receive');
    expect([of.openTasks, of.active]).toEqual([['receive'], ['receive']]);
    of.complete('receive').complete('measure').complete('draw').complete('decide');
    expect(of.state.status).toBe('RETURNED');
  });

  test('out of parallel work: the other branch, its job, its pause and its late answer are withdrawn', () => {
    const graph = process('PAR')
      .start()
      .user('appraise')
      .and('split')
      .user('draft')
      .service('sendTaxSlip', { type: 'send-tax-slip' })
      .receive('awaitTax', messageDefinition('tax-determined'), { properties: { pause: 'TAX', status: 'PENDING_TAX' } })
      .and('join')
      .end()
      .chain('start', 'appraise', 'split', 'draft', 'join', 'end')
      .chain('split', 'sendTaxSlip', 'awaitTax', 'join')
      .build();
    const sending = new DossierSpec(procedureOf(graph, procedure)).submit().complete('appraise');
    const job = sending.idOf('sendTaxSlip');
    sendBack(sending, 'draft', 'appraise');
    expect(sending.active).toEqual(['appraise']);
    expect(sending.refusal('completeJob', { job, variables: {} }, 'connector').code).toBe('INSTANCE_NOT_ACTIVE');

    const waiting = new DossierSpec(procedureOf(graph, procedure)).submit().complete('appraise').sent();
    expect(waiting.pauses).toEqual(['TAX']);
    sendBack(waiting, 'draft', 'appraise');
    expect([waiting.pauses, waiting.openTasks]).toEqual([[], ['appraise']]);
    waiting.notices(1, {}).complete('appraise');
    expect(waiting.state).toMatchObject({ tax: { slipVersion: 2 }, pendingMessages: [] });
    waiting.sent(2);
    expect([waiting.pauses, waiting.active]).toEqual([['TAX'], ['draft', 'awaitTax']]);
  });
});
