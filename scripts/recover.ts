import { Pool } from 'pg';
import { createContentRepository } from '../db/repositories/content-repository';
import { readConfig } from '../platform/config';
import { ContentCodec } from '../platform/data-converter/content-codec';
import { connectTemporalClient } from '../platform/temporal-connection';
import { bundleWorkflows } from '../worker/bundle';
import { rebuildProjections } from './recovery/rebuild-projections';
import { recomputeDeadlines } from './recovery/recompute-deadlines';
import { resumeDossiers } from './recovery/resume-dossiers';

const USAGE = `Usage: npm run recover -- rebuild-projections   (lists and event log anew, from Temporal)
       npm run recover -- resume-dossiers       (open dossiers into an empty Temporal, from PostgreSQL)
       npm run recover -- recompute-deadlines   (after a change of the holiday table: every open deadline anew)
DATABASE_URL and TEMPORAL_ADDRESS name the two (npm start prints them).`;

type Verb = 'rebuild-projections' | 'resume-dossiers' | 'recompute-deadlines';

function isVerb(text: string | undefined): text is Verb {
  return text === 'rebuild-projections' || text === 'resume-dossiers' || text === 'recompute-deadlines';
}

async function main(verb: string | undefined): Promise<number> {
  if (!isVerb(verb)) {
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
    const carryOut = {
      'resume-dossiers': () => resumeDossiers({ pool, client, report }),
      'recompute-deadlines': () => recomputeDeadlines({ pool, client, report }),
      'rebuild-projections': async () => {
        const workflowBundle = await bundleWorkflows(config.cacheDir);
        return rebuildProjections({ pool, client, codec, workflowBundle, report });
      },
    } satisfies Record<Verb, () => Promise<object>>;
    const done = await carryOut[verb]();
    console.log(JSON.stringify(done));
    // What was left out is to be repeated: nobody may take this for done.
    return ('failed' in done && done.failed > 0) || ('busy' in done && done.busy > 0) ? 1 : 0;
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
