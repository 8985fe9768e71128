import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import type { Pool } from 'pg';
import {
  confirmPasswords,
  createBackgroundActivities,
  createBackupActivities,
  createCaseActivities,
  createCommitActivities,
  createCopyActivities,
  createDeliver,
  createDeliverDocument,
  createDeliverJob,
  createDeliverMail,
  createMailTransport,
  createPushProgress,
  createRemindPayment,
  createSendTaxSlip,
  createSimulationActivities,
  drawReports,
  openIncidents,
  openCopies,
  openReports,
  sampleHealth,
  settleProjects,
  startCopying,
} from '../activities';
import { couldChangeAudit } from '../db/application-role';
import { connect } from '../db/connect';
import { createContentRepository } from '../db/repositories/content-repository';
import { readConfig, type Config } from '../platform/config';
import { ContentCodec } from '../platform/data-converter/content-codec';
import { createFileStore } from '../platform/file-store';
import { createLogger } from '../platform/logger';
import { version } from '../package.json';
import { connectTemporalClient, connectTemporalWorker, tracedCalls } from '../platform/temporal-connection';
import { startTracing } from '../platform/tracing';
import { ensureBackupSchedules } from './backup-schedules';
import { openPortableDisk, readBackupSettings } from './backup-settings';
import { bundleWorkflows } from './bundle';
import { createBackgroundWorker, createDossierWorker } from './create-worker';
import { startBackgroundWorkflows } from './start-background';

/** Longer than the server's own limit of a statement (db/connect.ts), which is the usual end. */
const QUERY_TIMEOUT_MS = 20_000;

/**
 * The worker process. `--role dossier` runs the dossiers, `--role background` the sweeps and deliveries, no role both;
 * as many processes of each as wanted may run at once.
 */
async function main(): Promise<void> {
  const config = readConfig();
  const role = process.argv.includes('--role') ? process.argv[process.argv.indexOf('--role') + 1] : 'all';
  const tracing = config.traces && startTracing(`sodo-worker-${role}`, version, config.traces);
  const logger = createLogger('worker', config.logLevel);
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      logger[level === 'ERROR' ? 'error' : 'warn']({ meta }, message);
    }),
    shutdownSignals: [],
  });
  const address = config.temporalAddress;
  if (!address || !config.databaseUrl) throw new Error('DATABASE_URL and TEMPORAL_ADDRESS must be set for a worker.');
  const { pool } = connect(config.databaseUrl, {
    applicationName: `sodo-worker-${role}`,
    maxConnections: 20,
    // Also when nothing comes back at all: a sweep that hangs would go on saying that it lives.
    queryTimeoutMs: QUERY_TIMEOUT_MS,
    onLostConnection: (error) => logger.warn({ error }, 'a database connection was lost'),
  });
  const codec = new ContentCodec(createContentRepository(pool));
  const [connection, client, workflowBundle] = await Promise.all([
    connectTemporalWorker({ address }),
    connectTemporalClient({
      ...{ address, namespace: config.namespace, dataConverter: { payloadCodecs: [codec] } },
      interceptors: tracedCalls(config),
    }),
    bundleWorkflows(config.cacheDir),
  ]);
  const backup = role === 'dossier' ? undefined : await readBackupSettings(config);
  const activities = {
    ...createCommitActivities({ pool }),
    ...createCaseActivities({ pool }),
    ...createBackgroundActivities({
      pool,
      deliver: composeDeliveries(config, pool, client),
      heads: config.auditHeads,
      confirmPasswords: () => confirmPasswords(pool, client),
      settleProjects: () => settleProjects(pool, client),
      openIncidents: () => openIncidents(pool, client, config.incidents),
      openReports: () => openReports(pool, client, config.reports, Date.now()),
      drawReports: () =>
        drawReports(pool, client, (error) => logger.error({ error }, 'figures of a report could not be drawn up')),
      openCopies: () => openCopies(pool, client, config.portableCopies, Date.now()),
      startCopying: () => startCopying(pool, client),
      sampleHealth: () => sampleHealth({ pool, client, filesDir: config.filesDir, backupDir: config.backup?.dir }),
    }),
    ...createSimulationActivities({ pool, client, namespace: config.namespace }),
    ...(backup && createBackupActivities(pool, backup)),
    ...createCopyActivities(pool, client, backup && openPortableDisk(config, backup)),
  };
  const parts = {
    connection,
    namespace: config.namespace,
    workflowBundle,
    codec,
    activities,
    isTraced: config.traces !== undefined,
  };
  if (await couldChangeAudit(pool))
    logger.warn('this role of the database could change the audit log: see deploy/README.md');
  const workers: Worker[] = [];
  if (role !== 'background') workers.push(await createDossierWorker(parts));
  if (role !== 'dossier') {
    await startBackgroundWorkflows(client);
    if (backup) await ensureBackupSchedules(client);
    workers.push(await createBackgroundWorker(parts));
  }
  const stop = () => workers.forEach((worker) => worker.shutdown());
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const running = Promise.all(workers.map((worker) => worker.run()));
  process.stdout.write(`${JSON.stringify({ ready: { role } })}\n`);
  await running;
  await connection.close();
  await client.connection.close();
  await pool.end();
  await tracing?.stop();
}

function composeDeliveries(config: Config, pool: Pool, client: Parameters<typeof createDeliverJob>[0]['client']) {
  const { tax, oneStop, publicUrl } = config;
  return createDeliver({
    mail: createDeliverMail({ pool, transport: createMailTransport(config.smtpUrl), from: config.mailFrom, publicUrl }),
    document: createDeliverDocument({ pool, files: createFileStore(config.filesDir), publicUrl }),
    oneStopProgress: createPushProgress(
      pool,
      oneStop.url && oneStop.password
        ? { url: oneStop.url, username: oneStop.user, password: oneStop.password }
        : undefined,
    ),
    job: createDeliverJob({
      pool,
      client,
      connectors: {
        'remind-payment': createRemindPayment(pool),
        'send-tax-slip': createSendTaxSlip(
          pool,
          tax.url && tax.secret ? { url: tax.url, secret: tax.secret } : undefined,
        ),
      },
    }),
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`The worker cannot run: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
