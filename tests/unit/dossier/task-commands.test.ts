import type { ProcedureContent } from '../../../domain/dossier/procedure-content';
import {
  CLERK,
  DossierSpec,
  HEAD,
  loadTransfer,
  OFFICER,
  procedureOf,
  SECOND_OFFICER,
} from '../../support/dossier-spec';
import { feel, process } from '../../support/graph-builder';
import { show } from '../clock/clock-fixtures';

let procedure: ProcedureContent;
beforeAll(async () => {
  procedure = await loadTransfer('2013');
});
const dossier = () => new DossierSpec(procedure);

describe('a task', () => {
  const given = () => dossier().submit();
  const assignee = (of: DossierSpec) => Object.values(of.state.tasks)[0]?.assignee;

  test('has an internal target of its own', () => {
    const [task] = Object.values(given().at('2023-03-06 10:00').state.tasks);
    expect(show(task?.targetAt ?? 0)).toBe('2023-03-07 17:00');
  });

  test('is claimed, held, released, claimed by another, completed', () => {
    const of = given();
    const task = of.idOf('appraise');
    expect(of.act('claimTask', { task }).answer.openTasks).toEqual([
      { instance: task, element: 'appraise', assignee: OFFICER },
    ]);
    expect(of.lastEntries).toEqual(['TaskClaimed']);
    of.act('releaseTask', { task });
    expect([assignee(of), of.lastEntries]).toEqual([undefined, ['TaskReleased']]);
    of.act('claimTask', { task }, SECOND_OFFICER);
    of.complete('appraise', { eligible: true, taxExempt: true }, SECOND_OFFICER);
    expect(of.state.performedBy).toEqual({ appraise: SECOND_OFFICER });
  });

  test('claimed again by its holder, or released by nobody’s hand, leaves no trace in the log', () => {
    const of = given();
    const task = of.idOf('appraise');
    of.act('releaseTask', { task });
    expect(of.lastEntries).toEqual([]);
    of.act('claimTask', { task });
    of.act('claimTask', { task });
    expect([of.lastEntries, assignee(of)]).toEqual([[], OFFICER]);
  });

  test.each(['claimTask', 'releaseTask', 'completeTask', 'returnToStep', 'requestSupplement'] as const)(
    'held by somebody: another may not %s',
    (type) => {
      const of = given();
      const task = of.idOf('appraise');
      of.act('claimTask', { task });
      expect(of.refusalOfAny(type, { task, variables: {}, to: 'appraise' }, SECOND_OFFICER)).toMatchObject({
        code: 'TASK_HELD_BY_OTHER',
        details: { task },
      });
    },
  );

  test('is given by a manager to somebody, whoever held it', () => {
    const of = given();
    const task = of.idOf('appraise');
    of.act('claimTask', { task });
    of.act('assignTask', { task, assignee: SECOND_OFFICER }, HEAD);
    expect(of.lastCommit.entries).toEqual([{ type: 'TaskAssigned', task, assignee: SECOND_OFFICER }]);
    expect(of.refusal('completeTask', { task, variables: {} }, OFFICER).code).toBe('TASK_HELD_BY_OTHER');
  });

  test.each(['claimTask', 'releaseTask', 'assignTask', 'completeTask', 'returnToStep', 'requestSupplement'] as const)(
    'that is not open: %s is refused, and told what is',
    (type) => {
      const of = dossier().toPrinting();
      const open = [{ task: of.idOf('printCertificate'), element: 'printCertificate' }];
      const fields = { task: 2, assignee: OFFICER, variables: {}, to: 'appraise' };
      expect(of.refusalOfAny(type, fields)).toMatchObject({ code: 'TASK_NOT_OPEN', details: { open } });
    },
  );

  test('during a supplement stays as it is, but may be given back or to another', () => {
    const of = given();
    const task = of.idOf('appraise');
    of.act('claimTask', { task });
    of.act('requestSupplement', { task });
    expect(of.lastCommit.dossier.suspended).toBe(true);
    of.act('assignTask', { task, assignee: SECOND_OFFICER }, HEAD);
    of.act('releaseTask', { task }, SECOND_OFFICER);
    expect([assignee(of), of.openTasks]).toEqual([undefined, ['appraise']]);
  });

  test.each(['{"name":1}', 'ownerName', '__proto__x'])('brings in no variable but the procedure’s own (%s)', (name) => {
    const of = given();
    const refused = of.refusal('completeTask', {
      task: of.idOf('appraise'),
      variables: { eligible: true, [name]: 'x' },
    });
    expect(refused).toMatchObject({ code: 'VARIABLE_NOT_ROUTING', details: { routing: procedure.rules.routing } });
  });

  test('nor does the submission', () => {
    expect(dossier().refusal('submit', { variables: { ownerName: 'x' } }).code).toBe('VARIABLE_NOT_ROUTING');
  });
});

describe('four eyes', () => {
  const printedBy = (printer: string) => dossier().toPrinting().complete('printCertificate', {}, printer);

  test.each<[string, 'claimTask' | 'completeTask']>([
    ['claim', 'claimTask'],
    ['complete', 'completeTask'],
  ])('who printed may not %s the check', (_name, type) => {
    const of = printedBy(OFFICER);
    const fields = { task: of.idOf('checkCertificate'), variables: { checkPassed: true } };
    expect(of.refusalOfAny(type, fields)).toMatchObject({
      code: 'FOUR_EYES',
      details: { element: 'printCertificate' },
    });
  });

  test('nor may a manager give it to them', () => {
    const of = printedBy(OFFICER);
    const task = of.idOf('checkCertificate');
    expect(of.refusal('assignTask', { task, assignee: OFFICER }, HEAD).code).toBe('FOUR_EYES');
    of.act('assignTask', { task, assignee: SECOND_OFFICER }, HEAD);
    of.complete('checkCertificate', { checkPassed: true }, SECOND_OFFICER);
    expect(of.openTasks).toEqual(['signCertificate']);
  });

  test('after a failed check counts who printed last', () => {
    const of = printedBy(OFFICER).complete('checkCertificate', { checkPassed: false }, SECOND_OFFICER);
    of.complete('printCertificate', {}, SECOND_OFFICER);
    const fields = { task: of.idOf('checkCertificate'), variables: { checkPassed: true } };
    expect(of.refusal('completeTask', fields, SECOND_OFFICER).code).toBe('FOUR_EYES');
    of.complete('checkCertificate', { checkPassed: true }, OFFICER);
    expect(of.openTasks).toEqual(['signCertificate']);
  });

  test('holds after a return by hand too', () => {
    const of = printedBy(OFFICER);
    of.act('returnToStep', { task: of.idOf('checkCertificate'), to: 'printCertificate' }, SECOND_OFFICER);
    expect(of.state.performedBy).toMatchObject({ printCertificate: OFFICER });
    of.complete('printCertificate', {}, CLERK);
    expect(of.refusal('claimTask', { task: of.idOf('checkCertificate') }, CLERK).code).toBe('FOUR_EYES');
  });
});

describe('a procedure that cannot go on', () => {
  test('refuses the person’s step as a whole, and says where it stops', () => {
    const of = dossier().submit();
    expect(of.refusal('completeTask', { task: of.idOf('appraise'), variables: {} })).toMatchObject({
      code: 'PROCEDURE_CANNOT_GO_ON',
      details: { element: 'eligibilityDecided' },
    });
    expect(of.complete('appraise', { eligible: false }).state.status).toBe('REJECTED');
  });

  test('refuses the submission', () => {
    const graph = process('P')
      .start()
      .xor('which')
      .end('a')
      .flow('start', 'which')
      .flow('which', 'a', { when: 'eligible' });
    const of = new DossierSpec(procedureOf(graph.build(), procedure));
    expect(of.refusal('submit', { variables: {} }).code).toBe('PROCEDURE_CANNOT_GO_ON');
  });

  test('refuses a step that would open a task for nobody', () => {
    const built = process('P')
      .start()
      .user('first')
      .user('second')
      .end()
      .chain('start', 'first', 'second', 'end')
      .build();
    const second = { ...built.nodes.second, candidateGroups: feel('nobodyKnown') };
    const graph = { ...built, nodes: { ...built.nodes, second } } as typeof built;
    const of = new DossierSpec(procedureOf(graph, procedure)).submit();
    expect(of.refusal('completeTask', { task: of.idOf('first'), variables: {} })).toMatchObject({
      code: 'PROCEDURE_CANNOT_GO_ON',
      details: { element: 'second' },
    });
  });
});
