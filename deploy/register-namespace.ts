import { readConfig } from '../platform/config';
import { connectToTemporal } from '../platform/temporal-connection';
import { ensureNamespace } from '../platform/temporal-namespace';

/** How long Temporal keeps the history of a finished dossier; PostgreSQL keeps its log for good. */
const retentionDays = 90;

/** Registers the namespace of this installation, if it is not there, and waits until it is usable. */
async function main(): Promise<void> {
  const { temporalAddress, namespace } = readConfig();
  if (temporalAddress === undefined) throw new Error('TEMPORAL_ADDRESS is not set: there is no server to prepare.');
  const connection = await connectToTemporal({ address: temporalAddress, patienceMs: 60_000 });
  await ensureNamespace(connection, namespace, retentionDays);
  await connection.close();
  process.stdout.write(`The namespace ${namespace} is ready.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`register-namespace: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
