import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isAlive, readProcessRecord } from './process-record';

/** Where a running local instance keeps what, for the commands somebody runs beside it. Holds a password. */
export interface InstanceAddresses {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
}

const addressesSchema = z.strictObject({
  databaseUrl: z.string().min(1),
  temporalAddress: z.string().min(1),
  namespace: z.string().min(1),
});

export const lockFileOf = (dataDir: string) => path.join(dataDir, 'instance.lock');
const addressesFileOf = (dataDir: string) => path.join(dataDir, 'running.json');

/** Written aside and renamed, readable only by us. */
export function rememberAddresses(dataDir: string, addresses: InstanceAddresses): void {
  const file = addressesFileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function forgetAddresses(dataDir: string): void {
  rmSync(addressesFileOf(dataDir), { force: true });
}

/**
 * The instance that runs on a data folder.
 *
 * @returns `undefined` when none does: no folder, never started, stopped, killed, or still coming up
 */
export function findRunningInstance(dataDir: string): InstanceAddresses | undefined {
  const holder = readProcessRecord(lockFileOf(dataDir));
  if (!holder || !isAlive(holder) || !existsSync(addressesFileOf(dataDir))) return undefined;
  try {
    return addressesSchema.parse(JSON.parse(readFileSync(addressesFileOf(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}
