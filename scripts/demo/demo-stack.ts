import { rmSync } from 'node:fs';
import path from 'node:path';
import { readConfig, type Config } from '../../platform/config';
import { choosePorts } from '../../platform/local/free-port';
import { startStack } from '../../platform/local/stack';
import type { RunningStack } from '../../platform/local/stack';
import { makeTemporaryFolder, removeAbandonedFolders } from '../../platform/local/temporary-folder';
import { LOCAL_PARTS } from '../local-parts';

export const ROOT = path.resolve(__dirname, '..', '..');

const FOLDER_PREFIX = 'sodo-demo-';

/** A stack of our own that leaves nothing behind. Its `stop` may be called twice. */
export interface DemoStack extends RunningStack {
  readonly namespace: string;
}

/**
 * Brings up what `npm start` brings up, on a new folder and on free ports: an installation on this machine is not touched.
 *
 * @throws StartFailure when a part cannot start
 */
export async function startDemoStack(report: (line: string) => void, signal: AbortSignal): Promise<DemoStack> {
  await removeAbandonedFolders(FOLDER_PREFIX);
  const dataDir = makeTemporaryFolder(FOLDER_PREFIX);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    let stopped: Promise<void> | undefined;
    const config = await readDemoConfig(dataDir);
    const stack = await startStack({ config, root: ROOT, parts: LOCAL_PARTS, report, signal });
    return {
      ...stack,
      namespace: config.namespace,
      stop: () => (stopped ??= stack.stop().finally(remove)),
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Nothing of the caller's own installation, and not the port that everybody tries first. */
async function readDemoConfig(dataDir: string): Promise<Config> {
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const { api } = await choosePorts([{ name: 'api', part: 'The api' }], {}, dataDir);
  return readConfig(
    {
      PATH,
      HOME,
      SODO_CACHE_DIR,
      XDG_CACHE_HOME,
      SODO_DATA_DIR: dataDir,
      SODO_PORT: String(api),
      SODO_LOG_LEVEL: 'warn',
    },
    ROOT,
  );
}
