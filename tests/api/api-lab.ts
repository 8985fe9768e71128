import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, type NativeConnection, type Worker } from '@temporalio/worker';
import { pino } from 'pino';
import {
  confirmPasswords,
  drawReports,
  openIncidents,
  openCopies,
  openReports,
  writeToDisk,
  settleProjects,
  createCaseActivities,
  createCommitActivities,
  createDeliver,
  createDeliverJob,
  createSendTaxSlip,
} from '../../activities';
import { createDeliverDocument } from '../../activities/documents/deliver-document';
import { deliverDue } from '../../activities/outbox/deliver-due';
import { createApp } from '../../api/app';
import { DEFAULT_SETTINGS, type ApiParts, type ApiSettings } from '../../api/parts';
import { caseWorkflowId, DOSSIER_TASK_QUEUE } from '../../contracts/ids';
import { connect, type Database } from '../../db/connect';
import { createContentRepository } from '../../db/repositories/content-repository';
import { DEFAULT_SESSION_LIMITS } from '../../db/repositories/session-repository';
import { seedDemo } from '../../db/seed/seed-demo';
import { ContentCodec } from '../../platform/data-converter/content-codec';
import { createFileStore, type FileStore } from '../../platform/file-store';
import { connectTemporalClient, connectTemporalWorker } from '../../platform/temporal-connection';
import { signRequest } from '../../platform/request-signature';
import { publishSeedCalendar } from '../../scripts/publish/publish-calendar';
import { publishProcedures } from '../../scripts/publish/publish-procedures';
import { createSamplePdf } from '../../simulators/sample-dossier';
import { createTaxAuthority, type TaxAuthority } from '../../simulators/tax-authority';
import { bundleWorkflows } from '../../worker/bundle';
import { createDossierWorker } from '../../worker/create-worker';
import { createTestSealer } from '../support/test-keys';
import { createTestDatabase, readTestAddresses } from '../support/stack';
import { sampleApplication } from '../unit/procedures/sample-application';

Runtime.install({ logger: new DefaultLogger('ERROR') });

export const PASSWORD = 'Mat-khau-thu-2026';
const TAX_SECRET = 'test-only-tax-link-secret';
export const ONE_STOP_SECRET = 'test-only-one-stop-link-secret';

/** Tests look into answers of every shape; their contracts are checked by the app itself (`checkAnswers`). */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a typed body would only repeat the contracts
export type JsonBody = any;

export interface Reply {
  readonly status: number;
  readonly body: JsonBody;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

interface CallOptions {
  /** Username; absent: nobody. */
  readonly as?: string;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: FormData;
}

/**
 * The whole api as it is deployed, on the real servers of the test run, with the demo organisation, the published
 * procedure, a worker and a real tax simulator. Deliveries of the outbox happen when a test says so (`deliver`).
 */
export class ApiLab {
  private readonly tokens = new Map<string, Promise<string>>();
  private worker?: {
    readonly instance: Worker;
    readonly running: Promise<void>;
    readonly connection: NativeConnection;
  };
  tax!: TaxAuthority;
  /** How far the api's clock is ahead of ours. */
  aheadMs = 0;

  private constructor(
    readonly database: Database,
    readonly databaseUrl: string,
    readonly temporal: Client,
    readonly files: FileStore,
    readonly dir: string,
    readonly settings: ApiSettings,
    private readonly queueSuffix: string,
    private readonly server: Server,
    readonly url: string,
    private readonly dropDatabase: () => Promise<void>,
    /** As api and worker sign in: the audit log takes only additions from it. */
    readonly appDatabase: Database,
  ) {}

  static async open(overrides: Partial<ApiSettings> = {}, parts: Partial<ApiParts> = {}): Promise<ApiLab> {
    const testDatabase = await createTestDatabase();
    const database = connect(testDatabase.url, { applicationName: 'api-test', maxConnections: 20 });
    const appDatabase = connect(testDatabase.appUrl, { applicationName: 'api-test-app', maxConnections: 20 });
    await publishSeedCalendar(database.pool);
    await publishProcedures(database.pool);
    await seedDemo(database.pool, { password: PASSWORD });
    const { temporalAddress, namespace } = readTestAddresses();
    const temporal = await connectTemporalClient({ address: temporalAddress, namespace });
    const dir = mkdtempSync(path.join(tmpdir(), 'sodo-api-test-'));
    const files = createFileStore(path.join(dir, 'files'));
    const queueSuffix = `-api-${randomUUID()}`;
    const generous = { windowMs: 60_000, max: 100_000 };
    const settings: ApiSettings = {
      ...DEFAULT_SETTINGS,
      publicUrl: 'http://localhost',
      taskQueue: DOSSIER_TASK_QUEUE + queueSuffix,
      sessions: DEFAULT_SESSION_LIMITS,
      partners: { tax: TAX_SECRET, oneStop: ONE_STOP_SECRET },
      rateLimits: { signInAddress: generous, publicStatus: generous, signedCalls: generous },
      // Who tests other things signs in with a password alone.
      signIn: { ...DEFAULT_SETTINGS.signIn, secondFactorRoles: [] },
      checkAnswers: true,
      ...overrides,
    };
    const logger = pino({ level: process.env['API_TEST_LOG'] ?? 'silent' });
    const now = () => new Date(Date.now() + lab.aheadMs);
    // As in api/main.ts: a test that computes for seconds must not find its connection closed.
    const server = createServer(
      { keepAliveTimeout: 75_000 },
      createApp({
        database: appDatabase,
        temporal,
        files,
        logger,
        settings,
        sealer: createTestSealer(),
        ...parts,
        now,
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const lab: ApiLab = new ApiLab(
      database,
      testDatabase.url,
      temporal,
      files,
      dir,
      settings,
      queueSuffix,
      server,
      url,
      () => testDatabase.drop(),
      appDatabase,
    );
    lab.tax = await createTaxAuthority({
      port: 0,
      apiUrl: `${url}/api/v1`,
      secret: TAX_SECRET,
      dir: path.join(dir, 'tax'),
    });
    await lab.controlTax('behaviour', { mode: 'manual' });
    await lab.startWorker();
    return lab;
  }

  get pool() {
    return this.database.pool;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.tax.close();
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
    await this.endCases();
    await this.temporal.connection.close();
    await Promise.all([this.database.close(), this.appDatabase.close()]);
    await this.dropDatabase();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /**
   * People of the demo organisation are the same in every lab, and so are the workflows of their accounts; the server is one.
   * What this lab leaves would answer the next one, with nobody to carry it out.
   */
  private async endCases(): Promise<void> {
    const { rows } = await this.pool.query<{ kind: string; id: string }>(
      'select kind, id from case_record where closed_at is null',
    );
    const ends = rows.map(({ kind, id }) =>
      this.temporal.workflow.getHandle(caseWorkflowId(kind, id)).terminate('the lab is over'),
    );
    // Some were ended by their test.
    await Promise.allSettled(ends);
  }

  async startWorker(): Promise<void> {
    if (this.worker) return;
    const { temporalAddress, namespace } = readTestAddresses();
    const connection = await connectTemporalWorker({ address: temporalAddress });
    const instance = await createDossierWorker({
      connection,
      namespace,
      workflowBundle: await bundleWorkflows(path.resolve(__dirname, '../../node_modules/.cache/sodo')),
      codec: new ContentCodec(createContentRepository(this.appDatabase.pool)),
      activities: {
        ...createCommitActivities({ pool: this.appDatabase.pool }),
        ...createCaseActivities({ pool: this.appDatabase.pool }),
      },
      taskQueueSuffix: this.queueSuffix,
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

  /** Delivers what steps have asked for: documents and jobs for real; mails and pushes have nobody to go to here. */
  async deliver(): Promise<void> {
    const { temporal: client } = this;
    const { pool } = this.appDatabase;
    const deliver = createDeliver({
      mail: () => Promise.resolve(),
      oneStopProgress: () => Promise.resolve(),
      document: createDeliverDocument({ pool, files: this.files, publicUrl: this.settings.publicUrl }),
      job: createDeliverJob({
        pool,
        client,
        connectors: {
          'send-tax-slip': createSendTaxSlip(pool, { url: this.tax.url, secret: TAX_SECRET }),
        },
      }),
    });
    while (await deliverDue(pool, deliver));
    const { rows } = await pool.query<{ kind: string; last_error: string }>(
      'select kind, last_error from outbox where last_error is not null and delivered_at is null',
    );
    if (rows[0]) throw new Error(`${rows[0].kind} is not delivered: ${rows[0].last_error}`);
  }

  /** What the background worker does once a second. */
  async confirmPasswords(): Promise<void> {
    while ((await confirmPasswords(this.pool, this.temporal)) > 0);
  }

  /** What the background worker does once a second: accounts of accepted projects, handovers of projects. */
  async settleProjects(): Promise<void> {
    while ((await settleProjects(this.appDatabase.pool, this.temporal)) > 0);
  }

  /** What the background worker does every ten seconds. @returns how many incidents were opened */
  openIncidents(): Promise<number> {
    const watch = { linkSilentMinutes: 60, quickReportHours: 24, taskQueueSuffix: this.queueSuffix };
    return openIncidents(this.appDatabase.pool, this.temporal, watch);
  }

  /** What the background worker does once a minute. @returns how many reports were opened */
  openReports(now: number): Promise<number> {
    const settings = { cutOffDay: 14, officeDays: 5, departmentDays: 10, taskQueueSuffix: this.queueSuffix };
    return openReports(this.appDatabase.pool, this.temporal, settings, now);
  }

  /** What the background worker does once a second: figures of reports. @returns how many were told */
  drawReports(): Promise<number> {
    return drawReports(this.appDatabase.pool, this.temporal, (error) => {
      throw error;
    });
  }

  /** What the background worker does once a minute. @returns how many copies for portable disks were opened */
  openCopies(now: number): Promise<number> {
    const settings = { days: 3, taskQueueSuffix: this.queueSuffix };
    return openCopies(this.appDatabase.pool, this.temporal, settings, now);
  }

  /** What `copyToDiskWorkflow` does: copies whose disk is in are written. */
  async writeDisks(parts: Parameters<typeof writeToDisk>[2]): Promise<void> {
    const { pool } = this.appDatabase;
    const { rows } = await pool.query<Parameters<typeof writeToDisk>[3]>(
      `select id as "copyId", attempt from portable_copy where status = 'copying'`,
    );
    for (const attempt of rows) await writeToDisk(pool, this.temporal, parts, attempt);
  }

  async controlTax(what: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.tax.url}/control/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the tax simulator: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async token(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known) return known;
    const token = this.call('post', '/sessions', { body: { username, password: PASSWORD } }).then(
      ({ status, body }) => {
        if (status !== 201) throw new Error(`${username} cannot sign in: ${status}`);
        return (body as { token: string }).token;
      },
    );
    this.tokens.set(username, token);
    return token;
  }

  /** One request. POST gets a new Idempotency-Key unless `key` says otherwise (`null`: none). */
  async call(method: string, at: string, options: CallOptions = {}): Promise<Reply> {
    const { as, body, form, key } = options;
    const headers: Record<string, string> = {};
    if (as !== undefined) headers.authorization = `Bearer ${await this.token(as)}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'post' && key !== null) headers['idempotency-key'] = key ?? randomUUID();
    const address = at.startsWith('//') ? at.slice(1) : `/api/v1${at}`;
    const response = await fetch(this.url + address, {
      method: method.toUpperCase(),
      headers: { ...headers, ...options.headers },
      body: form ?? (typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)),
      redirect: 'manual',
    });
    // A stream would never end: whoever wants its events listens to it himself.
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    if (isStream) await response.body?.cancel();
    const bytes = isStream ? Buffer.alloc(0) : Buffer.from(await response.arrayBuffer());
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer: JsonBody = isJson && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined;
    // docs/api.md: a 409 about a running dossier always says where it stands and what it takes now.
    if (response.status === 409 && at.startsWith('/dossiers/') && !(answer.details?.phase && answer.details.allowed))
      throw new Error(`${answer.code} does not say where the dossier stands: ${JSON.stringify(answer)}`);
    return {
      status: response.status,
      body: answer,
      headers: response.headers,
      bytes,
    };
  }

  get(at: string, as?: string): Promise<Reply> {
    return this.call('get', at, { as });
  }

  post(at: string, as: string, body: unknown = {}, key?: string): Promise<Reply> {
    return this.call('post', at, { as, body, key });
  }

  /** A signed call of a partner. */
  signed(
    partner: 'tax' | 'one-stop',
    at: string,
    body: unknown,
    tweak: Partial<Parameters<typeof signRequest>[0]> & { readonly headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { headers, ...changes } = tweak;
    const signature = signRequest({
      method: 'POST',
      path: `/api/v1${at}`,
      body: text,
      keyId: partner,
      secret: partner === 'tax' ? TAX_SECRET : ONE_STOP_SECRET,
      now: new Date(),
      nonce: randomUUID(),
      ...changes,
    });
    return this.call('post', at, { body: text, key: null, headers: { ...signature, ...headers } });
  }

  upload(at: string, as: string, file: { bytes: Buffer; name: string; type?: string; componentId?: string }) {
    const form = new FormData();
    form.set('componentId', file.componentId ?? 'application');
    form.set('file', new Blob([new Uint8Array(file.bytes)], { type: file.type ?? 'application/pdf' }), file.name);
    return this.call('post', at, { as, form });
  }

  /** A complete draft of the demo branch Đồng Xoài. */
  async draft(
    options: { as?: string; form?: Record<string, unknown>; components?: Record<string, unknown> } = {},
  ): Promise<{ id: string; version: number }> {
    const body = {
      procedureKey: 'P2.TRANSFER',
      form: { ...sampleApplication(), ...options.form },
      components: options.components ?? completeComponents(),
    };
    const reply = await this.post('/drafts', options.as ?? 'motcua.dongxoai', body);
    if (reply.status !== 201) throw new Error(`no draft: ${JSON.stringify(reply.body)}`);
    return reply.body as { id: string; version: number };
  }

  async submitted(options: { as?: string; form?: Record<string, unknown> } = {}): Promise<SubmittedDossier> {
    const as = options.as ?? 'motcua.dongxoai';
    const { id } = await this.draft(options);
    const reply = await this.post(`/drafts/${id}/submit`, as);
    if (reply.status !== 201) throw new Error(`not submitted: ${JSON.stringify(reply.body)}`);
    return { ...(reply.body as Omit<SubmittedDossier, 'draftId'>), draftId: id };
  }

  /** Number of the open task of an element. */
  async openTask(dossierId: string, element: string): Promise<number> {
    const { rows } = await this.pool.query<{ instance: number; element: string }>(
      `select instance, element from task where dossier_id = $1 and state = 'open'`,
      [dossierId],
    );
    const task = rows.find((row) => row.element === element);
    if (task) return task.instance;
    throw new Error(`${element} is not open; open are ${rows.map((row) => row.element).join(', ') || 'none'}`);
  }

  async complete(dossierId: string, element: string, as: string, data: unknown, key?: string): Promise<Reply> {
    const task = await this.openTask(dossierId, element);
    return this.post(`/dossiers/${dossierId}/tasks/${task}/complete`, as, { data }, key);
  }

  /** From submission to the tax authority: the slip is sent, its answer is awaited. */
  async atTax(): Promise<SubmittedDossier> {
    const dossier = await this.submitted();
    await expectStatus(
      this.complete(dossier.dossierId, 'appraise', 'canbo1.dongxoai', { eligible: true, taxExempt: false }),
      200,
    );
    await this.deliver();
    await expectStatus(this.complete(dossier.dossierId, 'prepareTaxSlip', 'canbo1.dongxoai', taxSlipData()), 200);
    await this.deliver();
    return dossier;
  }
}

export interface SubmittedDossier {
  readonly dossierId: string;
  readonly draftId: string;
  readonly code: string;
  readonly secret: string;
  readonly receivedAt: string;
  readonly promisedAt: string;
}

export async function expectStatus(reply: Promise<Reply>, status: number): Promise<Reply> {
  const { status: found, body, ...rest } = await reply;
  if (found !== status) throw new Error(`expected ${status}, got ${found}: ${JSON.stringify(body)}`);
  return { status: found, body, ...rest };
}

/** Papers a sale between two persons needs. */
export function completeComponents(): Record<string, { copies: number }> {
  return {
    application: { copies: 1 },
    certificate: { copies: 1 },
    'transfer-contract': { copies: 1 },
    'registration-fee-return': { copies: 2 },
    'income-tax-return': { copies: 2 },
  };
}

export function taxSlipData() {
  return { pricePosition: { street: 'Quốc lộ 14', position: 1 }, chargeableAreaM2: 312.5, confirmed: true };
}

export function samplePdf(text = 'sample'): Buffer {
  return createSamplePdf(`${text} ${randomUUID()}`);
}
