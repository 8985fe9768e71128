import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { Pool } from 'pg';
import { createCaseActivities, createCommitActivities } from '../../activities';
import { referenceTo, type CalendarContent } from '../../contracts/content';
import { DOSSIER_TASK_QUEUE, dossierWorkflowId } from '../../contracts/ids';
import { createContentRepository } from '../../db/repositories/content-repository';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import type { DossierCommand, DossierCommandType } from '../../domain/dossier/dossier-command';
import type { DossierAnswer, DossierState } from '../../domain/dossier/dossier-state';
import { ContentCodec, hashContent } from '../../platform/data-converter/content-codec';
import { connectTemporalClient, connectTemporalWorker, connectToTemporal } from '../../platform/temporal-connection';
import { ensureNamespace } from '../../platform/temporal-namespace';
import { passTime } from '../../platform/time-skipping';
import { bundleWorkflows } from '../../worker/bundle';
import { createDossierWorker } from '../../worker/create-worker';
import { changeCalendarUpdate, dossierStateQuery, dossierUpdates } from '../../workflows/messages';
import { loadTransfer, type Regime } from './load-transfer';
import { createTestDatabase, readTestAddresses } from './stack';

export const RECEIVING_UNIT = 'lab-one-stop';
export const HANDLING_UNIT = 'lab-branch';

type Fields<T extends DossierCommandType> = Omit<Extract<DossierCommand, { type: T }>, 'type' | 'requestKey' | 'actor'>;

/**
 * A database, a worker and people to act with, on the real servers of the test run; without the API and the background
 * worker, so that a test itself says what the connectors answer.
 */
export class DossierLab {
  readonly clerk = randomUUID();
  readonly officer = randomUUID();
  readonly secondOfficer = randomUUID();
  readonly head = randomUUID();
  private worker?: {
    readonly instance: Worker;
    readonly running: Promise<void>;
    readonly connection: NativeConnection;
  };

  private constructor(
    readonly pool: Pool,
    readonly databaseUrl: string,
    readonly client: Client,
    readonly codec: ContentCodec,
    readonly queue: string,
    readonly procedureVersion: string,
    readonly calendarVersion: string,
    private readonly dropDatabase: () => Promise<void>,
    /** As the worker signs in: the audit log takes only additions from it. */
    readonly appPool: Pool,
    readonly namespace: string,
  ) {}

  /** @param elsewhere another namespace than the test run's; made when it is not there */
  static async open(regime: Regime = '2013', elsewhere?: string): Promise<DossierLab> {
    const database = await createTestDatabase();
    const pool = new Pool({ connectionString: database.url, max: 10 });
    const appPool = new Pool({ connectionString: database.appUrl, max: 10 });
    for (const one of [pool, appPool]) one.on('error', () => undefined); // a test may cut connections on purpose
    const contents = createContentRepository(pool);
    const codec = new ContentCodec(contents);
    const { temporalAddress, namespace: usual } = readTestAddresses();
    const namespace = elsewhere ?? usual;
    if (elsewhere !== undefined) await makeNamespace(temporalAddress, elsewhere);
    const client = await connectTemporalClient({
      address: temporalAddress,
      namespace,
      dataConverter: { payloadCodecs: [codec] },
    });
    const procedure = JSON.stringify(await loadTransfer(regime));
    const calendar = JSON.stringify({ format: 'sodo-calendar/1', calendar: SEED_CALENDAR } satisfies CalendarContent);
    for (const body of [procedure, calendar]) await contents.write(hashContent(body), body);
    const lab = new DossierLab(
      pool,
      database.url,
      client,
      codec,
      `-lab-${randomUUID()}`,
      hashContent(procedure),
      hashContent(calendar),
      () => database.drop(),
      appPool,
      namespace,
    );
    await lab.seed(regime);
    await lab.startWorker();
    return lab;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.client.connection.close();
    await Promise.all([this.pool.end(), this.appPool.end()]);
    await this.dropDatabase();
  }

  async startWorker(): Promise<void> {
    const { temporalAddress } = readTestAddresses();
    const { namespace } = this;
    const connection = await connectTemporalWorker({ address: temporalAddress });
    const instance = await createDossierWorker({
      connection,
      namespace,
      workflowBundle: await bundleWorkflows(path.resolve(__dirname, '../../node_modules/.cache/sodo')),
      codec: this.codec,
      activities: {
        ...createCommitActivities({ pool: this.appPool }),
        ...createCaseActivities({ pool: this.appPool }),
      },
      taskQueueSuffix: this.queue,
    });
    this.worker = { instance, connection, running: instance.run() };
  }

  async stopWorker(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.worker = undefined;
    worker.instance.shutdown();
    await worker.running;
    await worker.connection.close();
  }

  /** A submitted dossier, its id. */
  async submit(options: { receivedAt?: number; id?: string; requestKey?: string } = {}): Promise<string> {
    const id = options.id ?? randomUUID();
    const code = `LAB-${id}`;
    await this.pool.query(
      `insert into draft (id, procedure_key, regime, unit_id, dossier_id, dossier_code, lookup_secret, form)
       values ($1, 'P2.TRANSFER', '2013', $2, $1, $3, 'secret', $4) on conflict do nothing`,
      [
        id,
        RECEIVING_UNIT,
        code,
        JSON.stringify({ applicant: { fullName: 'Nguyễn Thị Bưởi' }, certificate: { serial: 'CA 123456' } }),
      ],
    );
    const startWorkflowOperation = new WithStartWorkflowOperation('dossierWorkflow', {
      workflowId: dossierWorkflowId(id),
      taskQueue: DOSSIER_TASK_QUEUE + this.queue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [
        {
          kind: 'new',
          identity: {
            id,
            code,
            procedure: { key: 'P2.TRANSFER', regime: '2013', version: this.procedureVersion },
            receivingUnit: RECEIVING_UNIT,
            handlingUnit: HANDLING_UNIT,
            receivedAt: options.receivedAt ?? Date.now(),
            extraWorkingDays: 0,
          },
        },
        referenceTo(this.procedureVersion),
        referenceTo(this.calendarVersion),
      ],
    });
    const requestKey = options.requestKey ?? `${id}/submit`;
    await this.client.workflow.executeUpdateWithStart(dossierUpdates.submit, {
      startWorkflowOperation,
      updateId: requestKey,
      args: [{ type: 'submit', requestKey, actor: { id: this.clerk }, variables: {} }],
    });
    return id;
  }

  act<T extends DossierCommandType>(
    id: string,
    type: T,
    fields: Fields<T>,
    by: string = this.officer,
    requestKey: string = randomUUID(),
  ): Promise<DossierAnswer> {
    const command = { type, requestKey, actor: { id: by }, ...fields };
    return this.client.workflow
      .getHandle(dossierWorkflowId(id))
      .executeUpdate<DossierAnswer, [unknown]>(type, { updateId: requestKey, args: [command] });
  }

  /** Lets time pass for the dossier on the real server; its timers that fall into it fire. */
  async pass(id: string, days: number): Promise<void> {
    await passTime(this.client, this.namespace, dossierWorkflowId(id), { id: randomUUID(), ms: days * 86_400_000 });
  }

  /** What stands on the certificate of every dossier of the lab from now on, or no more. */
  async restrict(stands: boolean): Promise<void> {
    if (!stands) {
      await this.pool.query('delete from restriction');
      return;
    }
    await this.pool.query(
      `insert into restriction (certificate_serial, kind, blocks_transfer, document, since)
       values ('CA 123456', 'SEIZURE', true, 'Quyết định kê biên thử', '2020-01-01')`,
    );
  }

  /** Ends the workflow and starts it anew from its state, as a recovery does. */
  async resume(id: string): Promise<void> {
    const state = await this.state(id);
    const handle = this.client.workflow.getHandle(dossierWorkflowId(id));
    await handle.terminate('to be resumed');
    await this.client.workflow.start('dossierWorkflow', {
      workflowId: dossierWorkflowId(id),
      taskQueue: DOSSIER_TASK_QUEUE + this.queue,
      args: [{ kind: 'resume', state }, referenceTo(this.procedureVersion), referenceTo(this.calendarVersion)],
    });
  }

  /** The dossier takes up the calendar once more. */
  async changeCalendar(id: string): Promise<void> {
    const requestKey = randomUUID();
    await this.client.workflow.getHandle(dossierWorkflowId(id)).executeUpdate(changeCalendarUpdate, {
      updateId: requestKey,
      args: [{ type: 'recomputeDeadlines', requestKey, actor: { id: 'system' } }, referenceTo(this.calendarVersion)],
    });
  }

  state(id: string): Promise<DossierState> {
    return this.client.workflow.getHandle(dossierWorkflowId(id)).query(dossierStateQuery);
  }

  /** Number of the open task or awaited job of an element. */
  async open(id: string, element: string): Promise<number> {
    const { engine } = await this.state(id);
    const instance = Object.values(engine.instances).find((candidate) => candidate.element === element);
    if (instance) return instance.id;
    throw new Error(
      `${element} is not open; open are ${Object.values(engine.instances)
        .map((one) => one.element)
        .join(', ')}`,
    );
  }

  async completeTask(
    id: string,
    element: string,
    variables: Record<string, boolean | string> = {},
    by?: string,
  ): Promise<DossierAnswer> {
    return this.act(id, 'completeTask', { task: await this.open(id, element), variables }, by);
  }

  async answerJob(
    id: string,
    element: string,
    variables: Record<string, boolean | string | number> = {},
  ): Promise<DossierAnswer> {
    const job = await this.open(id, element);
    return this.act(id, 'completeJob', { job, variables }, 'connector', `${id}/job/${job}`);
  }

  /** From submission to the tax authority, the slip sent. */
  async submitToTax(options: { receivedAt?: number } = {}): Promise<string> {
    const id = await this.submit(options);
    await this.completeTask(id, 'appraise', { eligible: true, taxExempt: false });
    await this.completeTask(id, 'prepareTaxSlip');
    await this.answerJob(id, 'sendTaxSlip', { slipNumber: 'S-1', slipVersion: 1 });
    return id;
  }

  async payTaxes(id: string): Promise<void> {
    await this.act(id, 'receiveTaxNotices', {
      slipVersion: (await this.state(id)).tax.slipVersion,
      notices: [
        { number: 'TB-1', payable: true },
        { number: 'TB-2', payable: true },
      ],
    });
    await this.act(id, 'recordPayment', { notice: 'TB-1', receipt: 'BL-1', kind: 'PAID' });
    await this.act(id, 'recordPayment', { notice: 'TB-2', receipt: 'BL-2', kind: 'DEBT_RECORDED' });
  }

  /** From printing to the hand-over. */
  async finish(id: string): Promise<DossierAnswer> {
    await this.completeTask(id, 'printCertificate');
    await this.completeTask(id, 'checkCertificate', { checkPassed: true }, this.secondOfficer);
    await this.completeTask(id, 'signCertificate', { signed: true }, this.head);
    await this.completeTask(id, 'registerResult');
    return this.completeTask(id, 'returnResult', {}, this.clerk);
  }

  private async seed(regime: Regime): Promise<void> {
    await this.pool.query(
      `insert into unit (id, kind, name) values ($1, 'oneStop', 'Bộ phận một cửa'), ($2, 'branch', 'Chi nhánh')`,
      [RECEIVING_UNIT, HANDLING_UNIT],
    );
    for (const [id, unit] of [
      [this.clerk, RECEIVING_UNIT],
      [this.officer, HANDLING_UNIT],
      [this.secondOfficer, HANDLING_UNIT],
      [this.head, HANDLING_UNIT],
    ]) {
      await this.pool.query(
        `insert into account (id, username, display_name, email, unit_id, password_hash) values ($1::uuid, $1::text, 'Người thử', 'thu@example.invalid', $2, '-')`,
        [id, unit],
      );
    }
    await this.pool.query(
      `insert into procedure_version (key, regime, version, name, official_code, effective_from, definition, forms, bpmn_xml)
       values ('P2.TRANSFER', $1, $2, 'Chuyển nhượng', '2.000889', '2014-07-01', '{}', '{}', '')`,
      [regime, this.procedureVersion],
    );
    await this.pool.query('insert into calendar_version (version) values ($1)', [this.calendarVersion]);
    await this.pool.query(
      `insert into parcel (id, commune_code, sheet_number, parcel_number, area_m2, address)
       values ('lab', '25195', '1', '1', 100, 'Phường thử')`,
    );
    await this.pool.query(
      `insert into certificate (serial, register_number, parcel_id, holder_name, issued_on)
       values ('CA 123456', 'CS00001', 'lab', 'Người thử', '2015-01-01')`,
    );
  }
}

async function makeNamespace(address: string, namespace: string): Promise<void> {
  const connection = await connectToTemporal({ address, patienceMs: 15_000 });
  await ensureNamespace(connection, namespace, 1);
  await connection.close();
}
