import { randomUUID } from 'node:crypto';
import { allocateCode } from '../../api/drafts/allocate-code';
import { fingerprintOf, reserveRequest } from '../../api/idempotency';
import { referenceTo } from '../../contracts/content';
import { DOSSIER_TASK_QUEUE, dossierWorkflowId } from '../../contracts/ids';
import { writeCommit } from '../../db/projections/write-commit';
import { createCalendarRepository } from '../../db/repositories/calendar-repository';
import { createProcedureRepository } from '../../db/repositories/procedure-repository';
import { decideDossier } from '../../domain/dossier/decide-dossier';
import { commitOf } from '../../domain/dossier/dossier-commit';
import type { DossierCommand } from '../../domain/dossier/dossier-command';
import { initialDossier, type DossierIdentity, type DossierState } from '../../domain/dossier/dossier-state';
import type { WholeStack } from '../support/whole-stack';
import { expectLoggedOnce, expectRowsEqualWorkflows, stateOf } from './consistency';
import { controlSimulator } from './deliveries';
import { Office, type Handled } from './office';
import type { PatientClient } from './patient-client';
import { waitFor } from './wait-for';

const P2 = 'P2.TRANSFER';

/**
 * A worker commits a step, and dies together with what Temporal knew of it: the rows show a step that never was (C2 of
 * db/projections/write-commit.ts). Written here as that worker would have written it.
 */
async function commitLostStep(stack: WholeStack, before: DossierState, command: DossierCommand): Promise<DossierState> {
  const procedure = await createProcedureRepository(stack.pool).procedureContent(before.procedure.version);
  const calendar = await createCalendarRepository(stack.pool).currentCalendar();
  if (!procedure || !calendar) throw new Error('nothing is published');
  const context = { procedure, calendar: calendar.calendar };
  const now = Date.now();
  const decision = decideDossier(context, before, command, now);
  await writeCommit(stack.pool, commitOf(context, before, command, decision, now));
  return decision.state;
}

/** The key is taken, as by the request whose step was lost. */
async function takeKey(stack: WholeStack, by: PatientClient, key: string, path: string, body: object): Promise<void> {
  const fingerprint = fingerprintOf('POST', `/api/v1${path}`, body);
  await reserveRequest(stack.pool, { accountId: by.accountId, key, fingerprint });
}

const actorOf = (person: PatientClient) => ({ id: person.accountId });

/** Registers the tests of this topic. */
export function describeLostSteps(running: () => WholeStack): void {
  describe('a step whose worker died between the commit and the end of its workflow task', () => {
    let stack: WholeStack;
    let office: Office;
    beforeAll(async () => {
      stack = running();
      office = await Office.open(stack.apiUrl, 1);
      // Effects of lost steps must not be on their way before the next step takes them back.
      await controlSimulator(stack.oneStopUrl, 'behaviour', { mode: 'down' });
    });
    afterAll(() => controlSimulator(stack.oneStopUrl, 'behaviour', { mode: 'normal' }));

    test('is replaced by the next step, with all that hung on it (C2)', async () => {
      const { officer, checker } = office.people;
      const dossier = await office.submit();
      const appraise = dossier.openTasks[0]?.instance ?? 0;
      const requestKey = checker.requestKey(randomUUID());
      const lost = await commitLostStep(stack, await stateOf(stack.temporal, dossier.id), {
        ...{ type: 'completeTask', task: appraise, variables: { eligible: true, taxExempt: false } },
        ...{ requestKey, actor: actorOf(checker) },
      });
      const [next] = Object.keys(lost.tasks).map(Number);
      const twice = await commitLostStep(stack, lost, {
        ...{
          type: 'claimTask',
          task: next ?? 0,
          requestKey: checker.requestKey(randomUUID()),
          actor: actorOf(checker),
        },
      });
      const shown = await officer.get<{ seq: number }>(`/dossiers/${dossier.id}`);
      expect(shown.seq).toBe(twice.seq);

      await office.claim(dossier, 'appraise');

      await expectRowsEqualWorkflows(stack, [dossier.id]);
      await expectLoggedOnce(stack.pool, officer.acknowledged);
      const { rows } = await stack.pool.query(
        `select (select count(*)::int from task where dossier_id = $1) as tasks,
          (select count(*)::int from outbox where dossier_id = $1 and key like $2) as effects`,
        [dossier.id, `%${requestKey}%`],
      );
      expect(rows).toEqual([{ tasks: 1, effects: 0 }]);
      await office.finish(dossier);
      expect(dossier.status).toBe('RETURNED');
    });

    test('is carried out when its request is repeated, and never acknowledged from its row alone', async () => {
      const { officer } = office.people;
      const dossier = await office.submit();
      const task = dossier.openTasks[0]?.instance ?? 0;
      const key = randomUUID();
      const path = `/dossiers/${dossier.id}/tasks/${task}/claim`;
      await takeKey(stack, officer, key, path, {});
      await commitLostStep(stack, await stateOf(stack.temporal, dossier.id), {
        ...{ type: 'claimTask', task, requestKey: officer.requestKey(key), actor: actorOf(officer) },
      });

      const answer = await officer.post<{ seq: number }>(path, {}, key);

      const state = await stateOf(stack.temporal, dossier.id);
      expect({ seq: state.seq, assignee: state.tasks[task]?.assignee }).toEqual({
        seq: answer.seq,
        assignee: officer.accountId,
      });
      await expectRowsEqualWorkflows(stack, [dossier.id]);
      expect(await officer.post(path, {}, key)).toEqual(answer);
    });

    test('is taken back when its request is never repeated and somebody goes on from what the rows show', async () => {
      const { officer, checker } = office.people;
      const dossier = await office.submit();
      const appraise = dossier.openTasks[0]?.instance ?? 0;
      const lost = await commitLostStep(stack, await stateOf(stack.temporal, dossier.id), {
        ...{ type: 'completeTask', task: appraise, variables: { eligible: true, taxExempt: true } },
        ...{ requestKey: officer.requestKey(randomUUID()), actor: actorOf(officer) },
      });
      const [next] = Object.keys(lost.tasks).map(Number);

      const refused = await checker.once<{ code: string }>('POST', `/dossiers/${dossier.id}/tasks/${next}/claim`, {
        body: {},
        key: randomUUID(),
      });

      expect([refused.status, refused.body.code]).toEqual([409, 'TASK_NOT_OPEN']);
      await expectRowsEqualWorkflows(stack, [dossier.id]);
      await office.finish(await office.look(dossier));
      expect(dossier.status).toBe('RETURNED');
    });

    /** A submission that stands in the rows; its workflow runs, and knows nothing of it. */
    async function loseSubmission(): Promise<{ dossier: Handled; key: string; lost: DossierState }> {
      const { clerk } = office.people;
      const draftId = await office.draft();
      const { identity, calendarVersion } = await identify(stack, draftId);
      const { id, code, procedure } = identity;
      await stack.temporal.workflow.start('dossierWorkflow', {
        workflowId: dossierWorkflowId(id),
        taskQueue: DOSSIER_TASK_QUEUE,
        args: [{ kind: 'new', identity }, referenceTo(procedure.version), referenceTo(calendarVersion)],
      });
      const key = randomUUID();
      await takeKey(stack, clerk, key, `/drafts/${draftId}/submit`, {});
      const lost = await commitLostStep(stack, initialDossier(identity), {
        ...{ type: 'submit', variables: {}, requestKey: clerk.requestKey(key), actor: actorOf(clerk) },
      });
      expect((await stateOf(stack.temporal, id)).seq).toBe(0);
      return { dossier: { id, code, draftId, openTasks: [], status: '' }, key, lost };
    }

    async function expectItGoesOn(dossier: Handled): Promise<void> {
      await expectRowsEqualWorkflows(stack, [dossier.id]);
      await office.finish(await office.look(dossier));
      expect(dossier.status).toBe('RETURNED');
    }

    test('that was a submission: the clerk repeats it and has a dossier that runs', async () => {
      const { dossier, key } = await loseSubmission();
      const receipt = await office.people.clerk.post(`/drafts/${dossier.draftId}/submit`, {}, key);
      expect(receipt).toMatchObject({ dossierId: dossier.id, code: dossier.code });
      await expectItGoesOn(dossier);
    });

    test('that was a submission: the clerk submits anew, is told the code, and the dossier runs', async () => {
      const { dossier } = await loseSubmission();
      const anew = { body: {}, key: randomUUID() };
      const refused = await office.people.clerk.once('POST', `/drafts/${dossier.draftId}/submit`, anew);
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'DRAFT_ALREADY_SUBMITTED', details: { dossierId: dossier.id, code: dossier.code } },
      });
      await expectItGoesOn(dossier);
    });

    test('that was a submission with its look-ups: an officer begins with it and the dossier runs', async () => {
      const { dossier, lost } = await loseSubmission();
      const job = Object.values(lost.engine.instances).find((instance) => instance.job)?.id ?? 0;
      await commitLostStep(stack, lost, {
        ...{ type: 'completeJob', job, variables: { restricted: false } },
        ...{ requestKey: randomUUID(), actor: { id: 'connector:check-restrictions' } },
      });
      await office.claim(await office.look(dossier), 'appraise');
      await expectItGoesOn(dossier);
    });

    test('that was the answer of a connector: the delivery goes on until the workflow has it', async () => {
      const dossier = await office.submit();
      await controlSimulator(stack.taxUrl, 'behaviour', {
        mode: 'silent',
        perSlip: { [dossier.code]: { mode: 'down' } },
      });
      await office.askTax(dossier);
      const item = await waitFor('a failed attempt', async () => {
        const { rows } = await stack.pool.query<{ key: string }>(
          `select key from outbox where dossier_id = $1 and kind = 'job' and last_error is not null`,
          [dossier.id],
        );
        return rows[0]?.key;
      });
      const before = await stateOf(stack.temporal, dossier.id);
      const job = Object.values(before.engine.instances).find((instance) => instance.job)?.id ?? 0;
      await commitLostStep(stack, before, {
        ...{ type: 'completeJob', job, variables: { slipNumber: 'S', slipVersion: 1 } },
        ...{ requestKey: `${item}/answer`, actor: { id: 'connector:send-tax-slip' } },
      });

      await controlSimulator(stack.taxUrl, 'behaviour', { mode: 'silent', perSlip: {} });

      await waitFor(
        'the slip in the workflow',
        async () => (await stateOf(stack.temporal, dossier.id)).status === 'PENDING_TAX',
      );
      await expectRowsEqualWorkflows(stack, [dossier.id]);
    });
  });
}

/** What the submission of a draft gives its workflow. */
async function identify(
  stack: WholeStack,
  draftId: string,
): Promise<{ identity: DossierIdentity; calendarVersion: string }> {
  const receivedAt = new Date();
  const procedure = await createProcedureRepository(stack.pool).currentProcedure(P2, receivedAt);
  const calendar = await createCalendarRepository(stack.pool).currentCalendar();
  if (!procedure || !calendar) throw new Error('nothing is published');
  const { rows } = await stack.pool.query<{
    receivingUnit: string;
    agencyCode: string;
    handlingUnit: string;
    version: number;
  }>(
    `select u.id as "receivingUnit", u.agency_code as "agencyCode", u.handling_unit_id as "handlingUnit", d.version
     from draft d join unit u on u.id = d.unit_id where d.id = $1`,
    [draftId],
  );
  const [unit] = rows;
  if (!unit) throw new Error('the draft has no unit');
  const { receivingUnit, agencyCode, handlingUnit, version } = unit;
  const allocation = await allocateCode(stack.pool, {
    ...{ draftId, checkedVersion: version, agencyCode, receivedAt },
    regime: procedure.regime,
    procedureVersion: procedure.version,
    judge: () => Promise.resolve(),
  });
  if (!allocation) throw new Error('the draft is gone');
  return {
    identity: {
      id: allocation.dossierId,
      code: allocation.code,
      procedure: { key: procedure.key, regime: procedure.regime, version: procedure.version },
      receivingUnit,
      handlingUnit,
      receivedAt: receivedAt.getTime(),
      extraWorkingDays: 0,
    },
    calendarVersion: calendar.version,
  };
}
