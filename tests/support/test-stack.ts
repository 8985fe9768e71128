import { rmSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../platform/config';
import { startStack } from '../../platform/local/stack';
import type { RunningStack } from '../../platform/local/stack';
import { postgresPart, temporalPart } from '../../platform/local/stack-parts';
import { makeTemporaryFolder, removeAbandonedFolders } from '../../platform/local/temporary-folder';

const folderPrefix = 'sodo-test-';
/** A namespace where a run is soon told to continue as new, by size of its history (tests/temporal/continue-as-new.test.ts). */
export const SMALL_HISTORIES = 'sodo-small-histories';
export const SMALL_HISTORY_BYTES = 40_000;

const root = path.resolve(__dirname, '..', '..');

/** The private servers of one jest run, on a folder of their own that disappears with them. */
export interface TestStack {
  readonly adminUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly dataDir: string;
  readonly stack: RunningStack;
  stop(): Promise<void>;
}

/** Starts PostgreSQL (without waiting for the disk) and Temporal. Takes about three seconds. */
export async function startTestStack(): Promise<TestStack> {
  await removeAbandonedFolders(folderPrefix);
  const dataDir = makeDataFolder();
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const config = readConfig(
    { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: dataDir, SODO_NAMESPACE: 'sodo-test' },
    root,
  );
  const namespaceSettings = [
    { namespace: SMALL_HISTORIES, name: 'limit.historySize.suggestContinueAsNew', value: SMALL_HISTORY_BYTES },
  ];
  const report = (line: string) => process.stderr.write(`test stack: ${line}\n`);
  const stack = await startStack({
    config,
    root,
    parts: [postgresPart, temporalPart],
    report,
    durable: false,
    namespaceSettings,
  });
  return {
    adminUrl: stack.env['SODO_ADMIN_DATABASE_URL'] ?? '',
    temporalAddress: stack.env['TEMPORAL_ADDRESS'] ?? '',
    namespace: config.namespace,
    dataDir,
    stack,
    stop: async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A new data folder of a test. */
export function makeDataFolder(): string {
  return makeTemporaryFolder(folderPrefix);
}
