import { prepareApplicationRole } from '../platform/local/application-role';
import { readConfig } from '../platform/config';

/** Makes the role of api and worker with the password of SODO_APP_DATABASE_URL, or gives it that password; safe to repeat. */
async function main(): Promise<void> {
  const { databaseUrl, appDatabaseUrl } = readConfig();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: there is no server to make the role on.');
  if (appDatabaseUrl === undefined) {
    process.stdout.write(
      'SODO_APP_DATABASE_URL is not set: api and worker are not kept from changing the audit log.\n',
    );
    return;
  }
  const { username, password } = new URL(appDatabaseUrl);
  if (username !== 'sodo_app') throw new Error('SODO_APP_DATABASE_URL must sign in as sodo_app.');
  const { problem } = await prepareApplicationRole(databaseUrl, decodeURIComponent(password), true);
  if (problem !== undefined) throw new Error(problem);
  process.stdout.write('The role sodo_app is ready.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`create-application-role: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
