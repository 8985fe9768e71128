import { connect } from '../db/connect';
import { migrate } from '../db/migrate';
import { seedDemo } from '../db/seed/seed-demo';
import { readConfig } from '../platform/config';
import { publishSeedCalendar } from './publish/publish-calendar';
import { publishProcedures } from './publish/publish-procedures';

/**
 * Makes a database ready for api and worker: `tsx scripts/publish.ts [--demo]` applies migrations, publishes procedures
 * and the calendar, and with `--demo` enters the demo organisation. Doing it again changes nothing.
 */
async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--demo');
  if (unknown !== undefined) throw new Error(`there is no option ${unknown}; the only one is --demo`);
  const { databaseUrl } = readConfig();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: there is no database to publish to.');
  const database = connect(databaseUrl, {
    applicationName: 'sodo-publish',
    maxConnections: 2,
    statementTimeoutMs: 60_000,
  });
  try {
    const { pool } = database;
    for (const name of await migrate(pool)) say(`Applied the migration ${name}.`);
    if (await publishSeedCalendar(pool)) say('Published the calendar.');
    for (const { key, outcome, versions } of await publishProcedures(pool)) {
      if (outcome === 'published') say(`Published ${key} (${versions.map(({ regime }) => regime).join(', ')}).`);
    }
    if (args.includes('--demo')) {
      if (await seedDemo(pool)) say('Entered the demo organisation.');
    }
  } finally {
    await database.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`publish: ${(error as Error).message}\n`);
  process.exitCode = 1;
});
