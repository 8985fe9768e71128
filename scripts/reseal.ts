import { connect } from '../db/connect';
import { readConfig } from '../platform/config';
import { createSealer, readDataKeys, SealBroken } from '../platform/sealed-text';
import { resealDatabase } from './reseal/reseal-database';

const USAGE = `Usage: npm run reseal
Seals everything the database holds sealed anew, with the first key of SODO_DATA_KEYS. It may be repeated and interrupted at any
time, and people may work meanwhile. When it has ended well, the older keys (never "hash") may go, once no backup is kept that needs them.
Exit code 0: done; 1: something cannot be opened, its rows are named; 64: wrong options.`;

async function main(args: readonly string[]): Promise<number> {
  const { databaseUrl, dataKeys } = readConfig();
  if (args.length > 0 || databaseUrl === undefined || dataKeys === undefined) {
    console.error(`${USAGE}\nDATABASE_URL and SODO_DATA_KEYS must be set.`);
    return 64;
  }
  const database = connect(databaseUrl, { applicationName: 'sodo-reseal', maxConnections: 2 });
  try {
    const { resealed, current, broken } = await resealDatabase(database.pool, createSealer(readDataKeys(dataKeys)));
    console.log(`${resealed} sealed anew, ${current} were sealed with the newest key already.`);
    for (const { table, id } of broken) console.error(`Cannot be opened with these keys: ${table} ${id}.`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    // What was sealed is never repeated.
    console.error(`reseal: ${error instanceof Error && !(error instanceof SealBroken) ? error.message : 'failed'}`);
    process.exitCode = 1;
  },
);
