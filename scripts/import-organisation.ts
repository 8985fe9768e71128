import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { connect } from '../db/connect';
import { readConfig } from '../platform/config';
import { importOrganisation, OrganisationRefused } from './organisation/import-organisation';
import { organisationSchema } from './organisation/organisation-file';

const USAGE = `Usage: npm run organisation -- <file.json>   (units and accounts; deploy/organisation.example.json)
DATABASE_URL names the database.`;

async function main(file: string | undefined): Promise<number> {
  const { databaseUrl } = readConfig();
  if (file === undefined || databaseUrl === undefined) {
    console.error(USAGE);
    return 64;
  }
  const parsed = organisationSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) {
    console.error(`${file} is not usable, nothing was written:\n${z.prettifyError(parsed.error)}`);
    return 1;
  }
  const database = connect(databaseUrl, { applicationName: 'sodo-import-organisation', maxConnections: 2 });
  try {
    const { units, accounts, passwords } = await importOrganisation(database.pool, parsed.data);
    console.log(`${units} units and ${accounts} accounts are as the file says.`);
    if (passwords.length > 0) console.log('First passwords of new accounts, told only here:');
    for (const { username, password } of passwords) console.log(`  ${username}  ${password}`);
    return 0;
  } finally {
    await database.close();
  }
}

main(process.argv[2]).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isRefusal = error instanceof OrganisationRefused || error instanceof SyntaxError;
    console.error(`Nothing was written: ${isRefusal || !(error instanceof Error) ? String(error) : error.message}`);
    process.exitCode = 1;
  },
);
