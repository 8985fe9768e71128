import { Pool } from 'pg';
import { createContentRepository } from '../db/repositories/content-repository';
import { ConfigurationError, readConfig } from '../platform/config';
import { ContentCodec } from '../platform/data-converter/content-codec';
import { connectTemporalClient } from '../platform/temporal-connection';
import { bundleWorkflows } from '../worker/bundle';
import { chooseInstallation, NoInstallation } from './recovery/choose-installation';
import { rebuildCases } from './recovery/rebuild-cases';
import { rebuildProjections } from './recovery/rebuild-projections';
import { recomputeDeadlines } from './recovery/recompute-deadlines';
import { resumeCases } from './recovery/resume-cases';
import { resumeDossiers } from './recovery/resume-dossiers';

const USAGE = `Usage: npm run recover -- rebuild-projections   (lists and event logs anew, from Temporal)
       npm run recover -- resume-dossiers       (open dossiers and cases into an empty Temporal, from PostgreSQL)
       npm run recover -- recompute-deadlines   (after a change of the holiday table: every open deadline anew)
It is done to the local installation that runs (npm start), or to the one DATABASE_URL and TEMPORAL_ADDRESS name.`;

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
  const { databaseUrl, temporalAddress, namespace } = chooseInstallation(config);
  const pool = new Pool({ connectionString: databaseUrl });
  const codec = new ContentCodec(createContentRepository(pool));
  const client = await connectTemporalClient({
    address: temporalAddress,
    namespace,
    dataConverter: { payloadCodecs: [codec] },
  });
  const report = (line: string) => console.log(line);
  try {
    const carryOut = {
      'resume-dossiers': async () => ({
        ...(await resumeDossiers({ pool, client, report })),
        cases: await resumeCases({ pool, client, report }),
      }),
      'recompute-deadlines': () => recomputeDeadlines({ pool, client, report }),
      'rebuild-projections': async () => {
        const workflowBundle = await bundleWorkflows(config.cacheDir);
        const parts = { pool, client, codec, workflowBundle, report };
        const dossiers = await rebuildProjections(parts);
        const cases = await rebuildCases(parts);
        return { ...dossiers, cases: cases.cases, busy: dossiers.busy + cases.busy };
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
    if (error instanceof NoInstallation || error instanceof ConfigurationError) console.error(error.message);
    else console.error(`Recovery failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
