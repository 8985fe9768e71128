import { Pool } from 'pg';
import { createContentRepository } from '../db/repositories/content-repository';
import { readConfig } from '../platform/config';
import { ContentCodec } from '../platform/data-converter/content-codec';
import { connectTemporalClient } from '../platform/temporal-connection';
import { bundleWorkflows } from '../worker/bundle';
import { rebuildProjections } from './recovery/rebuild-projections';
import { resumeDossiers } from './recovery/resume-dossiers';

const USAGE = `Usage: npm run recover -- rebuild-projections   (lists and event log anew, from Temporal)
       npm run recover -- resume-dossiers       (open dossiers into an empty Temporal, from PostgreSQL)
DATABASE_URL and TEMPORAL_ADDRESS name the two (npm start prints them).`;

async function main(verb: string | undefined): Promise<number> {
  if (verb !== 'rebuild-projections' && verb !== 'resume-dossiers') {
    console.error(USAGE);
    return 64;
  }
  const config = readConfig();
  if (!config.databaseUrl || !config.temporalAddress) {
    console.error(USAGE);
    return 64;
  }
  const pool = new Pool({ connectionString: config.databaseUrl });
  const codec = new ContentCodec(createContentRepository(pool));
  const { namespace } = config;
  const client = await connectTemporalClient({
    address: config.temporalAddress,
    namespace,
    dataConverter: { payloadCodecs: [codec] },
  });
  const report = (line: string) => console.log(line);
  try {
    const result =
      verb === 'resume-dossiers'
        ? await resumeDossiers({ pool, client, report })
        : await rebuildProjections({
            pool,
            client,
            namespace,
            codec,
            workflowBundle: await bundleWorkflows(config.cacheDir),
            report,
          });
    console.log(JSON.stringify(result));
    return 0;
  } finally {
    await client.connection.close();
    await pool.end();
  }
}

main(process.argv[2]).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(`Recovery failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
