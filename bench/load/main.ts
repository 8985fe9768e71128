import { Pool } from 'pg';
import { readConfig } from '../../platform/config';
import { connectTemporalClient } from '../../platform/temporal-connection';
import { runBareSteps, startBareWorkflows } from './bare-load';
import { createDossierSteps } from './dossier-steps';
import { runHttpSteps } from './http-load';
import type { LoadJob, LoadReply, LoadRequest, LoadResult } from './load-job';
import { readPages } from './page-load';
import { runSteps, runToSignature, submitDossiers } from './step-load';

/** The load generator's process: takes jobs from its parent, one at a time, and ends with it. */
async function main(): Promise<void> {
  const { databaseUrl, temporalAddress, namespace } = readConfig();
  if (!databaseUrl || !temporalAddress) throw new Error('DATABASE_URL and TEMPORAL_ADDRESS must be set.');
  const pool = new Pool({ connectionString: databaseUrl, max: 20, application_name: 'sodo-bench-load' });
  const client = await connectTemporalClient({ address: temporalAddress, namespace });
  const steps = createDossierSteps(client, pool);

  function carryOut(job: LoadJob): Promise<LoadResult[keyof LoadResult]> {
    switch (job.do) {
      case 'submit':
        return submitDossiers(steps, job.office, job.count);
      case 'runSteps':
        return runSteps(steps, job);
      case 'runToSignature':
        return runToSignature(steps, job);
      case 'startBare':
        return startBareWorkflows(client, job.count);
      case 'runBare':
        return runBareSteps(client, job);
      case 'runHttp':
        return runHttpSteps(job);
      case 'readPages':
        return readPages(job);
    }
  }

  const answer = (reply: LoadReply) => process.send?.(reply);
  process.on('message', ({ id, job }: LoadRequest) => {
    carryOut(job).then(
      (result) => answer({ id, result }),
      (error: unknown) => answer({ id, error: describeError(error) }),
    );
  });
  process.once('disconnect', () => {
    void Promise.all([client.connection.close(), pool.end()]).then(() => process.exit(0));
  });
  process.send?.('ready');
}

/** Temporal wraps the reason of a refused Update. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

main().catch((error: unknown) => {
  console.error('The load generator cannot run:', error);
  process.exit(1);
});
