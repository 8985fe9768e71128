import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client, ScheduleHandle } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { createBackupActivities, createCopyActivities, createSimulationActivities } from '../../activities';
import { BACKGROUND_TASK_QUEUE, BACKUP_DRILL_SCHEDULE_ID, BACKUP_SCHEDULE_ID } from '../../contracts/ids';
import { listBackups } from '../../db/backup/backup-register';
import { migrate } from '../../db/migrate';
import { createContentRepository } from '../../db/repositories/content-repository';
import { deriveBackupIdentity } from '../../platform/backup/backup-identity';
import { createBackupTarget } from '../../platform/backup/backup-target';
import { ContentCodec } from '../../platform/data-converter/content-codec';
import { createFileStore } from '../../platform/file-store';
import { createSealer, readDataKeys } from '../../platform/sealed-text';
import { connectTemporalClient, connectTemporalWorker } from '../../platform/temporal-connection';
import { ensureBackupSchedules } from '../../worker/backup-schedules';
import { bundleWorkflows } from '../../worker/bundle';
import { createBackgroundWorker } from '../../worker/create-worker';
import { createEmptyDatabase, type EmptyDatabase } from '../db/empty-database';
import { createIdleBackground } from '../support/idle-background';
import { readTestAddresses } from '../support/stack';

const KEYS = readDataKeys(`2026:${'a1'.repeat(32)} hash:${'b2'.repeat(32)}`);
const QUEUE = `-${randomUUID().slice(0, 8)}`;

let database: EmptyDatabase;
let folder: string;
let client: Client;
let connection: NativeConnection;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  database = await createEmptyDatabase();
  await migrate(database.pool);
  folder = mkdtempSync(path.join(tmpdir(), 'sodo-backup-'));
  mkdirSync(path.join(folder, 'nas'));
  const { temporalAddress, namespace, adminUrl } = readTestAddresses();
  const codec = new ContentCodec(createContentRepository(database.pool));
  client = await connectTemporalClient({
    address: temporalAddress,
    namespace,
    dataConverter: { payloadCodecs: [codec] },
  });
  connection = await connectTemporalWorker({ address: temporalAddress });
  const files = createFileStore(path.join(folder, 'files'));
  await files.put(Buffer.from('a scan'));
  const { pool } = database;
  worker = await createBackgroundWorker({
    connection,
    namespace,
    workflowBundle: await bundleWorkflows(path.join(folder, 'cache')),
    codec,
    taskQueueSuffix: QUEUE,
    activities: {
      ...createIdleBackground(pool, path.join(folder, 'heads')),
      ...createSimulationActivities({ pool, client, namespace }),
      ...createCopyActivities(pool, client, undefined),
      ...createBackupActivities(pool, {
        databaseUrl: database.url,
        trialUrl: adminUrl,
        files,
        target: createBackupTarget(path.join(folder, 'nas'), createSealer(KEYS), randomUUID),
        identity: await deriveBackupIdentity(KEYS),
        retention: { days: 1, weeks: 1, months: 1 },
        applicationVersion: '0.1.0',
      }),
    },
  });
  running = worker.run();
}, 120_000);

afterAll(async () => {
  for (const id of [BACKUP_SCHEDULE_ID, BACKUP_DRILL_SCHEDULE_ID])
    await client.schedule
      .getHandle(id)
      .delete()
      .catch(() => undefined);
  worker.shutdown();
  await running;
  await connection.close();
  await client.connection.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a schedule now, as its time would, and gives what its workflow came to. */
async function run(id: string): Promise<unknown> {
  const schedule: ScheduleHandle = client.schedule.getHandle(id);
  const known = (await schedule.describe()).info.numActionsTaken;
  await schedule.trigger();
  for (;;) {
    const { info } = await schedule.describe();
    const action = info.recentActions.at(-1)?.action;
    if (info.numActionsTaken > known && action?.type === 'startWorkflow')
      return client.workflow.getHandle(action.workflow.workflowId, action.workflow.firstExecutionRunId).result();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('A18.1a: every day by a Temporal Schedule, in Vietnam’s time, made up for when it was missed', async () => {
  await ensureBackupSchedules(client, QUEUE);
  await ensureBackupSchedules(client, QUEUE); // whoever starts next finds them there
  const { spec, policies } = await client.schedule.getHandle(BACKUP_SCHEDULE_ID).describe();
  expect(spec.timezone).toBe('Asia/Ho_Chi_Minh');
  expect(spec.calendars?.[0]).toMatchObject({ hour: [{ start: 1 }], minute: [{ start: 0 }] });
  expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 86_400_000 });
});

test('the backup stands in the register; the drill proves it and says how long it took', async () => {
  const name = await run(BACKUP_SCHEDULE_ID);
  expect(await listBackups(database.pool, 5)).toMatchObject([
    { kind: 'daily', name, filesAdded: 1, damagedFiles: [], verifiedAt: null, fault: null },
  ]);
  expect(await run(BACKUP_DRILL_SCHEDULE_ID)).toMatchObject({ name });
  const [proved] = await listBackups(database.pool, 5);
  expect(proved?.verifiedAt).not.toBeNull();
  expect(proved?.verifiedMs).toBeGreaterThan(0);
});

test('a target that is away is waited for: the run says why it has not succeeded yet, and succeeds when it is back', async () => {
  const nas = path.join(folder, 'nas');
  renameSync(nas, `${nas}-away`);
  const workflowId = `backup-test-${randomUUID()}`;
  const handle = await client.workflow.start('backupWorkflow', {
    workflowId,
    taskQueue: BACKGROUND_TASK_QUEUE + QUEUE,
    args: ['manual'],
  });
  const newest = async () => (await listBackups(database.pool, 1))[0];
  while ((await newest())?.faultCode !== 'BACKUP_TARGET_UNREACHABLE') await new Promise((r) => setTimeout(r, 100));
  expect((await newest())?.fault).toMatch(/cannot be used \(ENOENT\): see that it is mounted/);
  renameSync(`${nas}-away`, nas);
  const name = await handle.result();
  expect(await newest()).toMatchObject({ kind: 'manual', name, faultCode: null, fault: null });
});
