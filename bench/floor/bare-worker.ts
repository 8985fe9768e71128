import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { Pool } from 'pg';
import { readConfig } from '../../platform/config';
import { connectTemporalWorker } from '../../platform/temporal-connection';
import { BARE_TABLE_SQL, createBareActivities } from './bare-activities';
import { BARE_TASK_QUEUE } from './bare-messages';

/** The worker process of the floor: like `worker/main.ts --role dossier`, with nothing of ours in it. */
async function main(): Promise<void> {
  const { databaseUrl, temporalAddress, namespace } = readConfig();
  if (!databaseUrl || !temporalAddress) throw new Error('DATABASE_URL and TEMPORAL_ADDRESS must be set.');
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const pool = new Pool({ connectionString: databaseUrl, max: 20, application_name: 'sodo-bench-floor' });
  await pool.query(BARE_TABLE_SQL);
  const connection = await connectTemporalWorker({ address: temporalAddress });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: BARE_TASK_QUEUE,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: path.join(__dirname, 'bare-workflow.ts'),
      logger: new DefaultLogger('WARN'),
    }),
    activities: createBareActivities(pool),
    maxCachedWorkflows: 2_000,
    shutdownGraceTime: '10 s',
  });
  process.once('SIGTERM', () => worker.shutdown());
  const running = worker.run();
  process.stdout.write(`${JSON.stringify({ ready: 'floor' })}\n`);
  await running;
  await connection.close();
  await pool.end();
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The worker of the floor cannot run: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
