import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../platform/config';
import { startStack } from '../../platform/local/stack';
import type { RunningStack } from '../../platform/local/stack';
import { LOCAL_PARTS } from '../local-parts';

export const ROOT = path.resolve(__dirname, '..', '..');

/** A stack of our own that leaves nothing behind. */
export interface DemoStack extends RunningStack {
  readonly namespace: string;
  /** Where its programs write; gone once it has stopped. */
  readonly logDir: string;
}

/**
 * Brings up what `npm start` brings up, on a new folder and on free ports: an installation on this machine is not touched.
 *
 * @throws StartFailure when a part cannot start
 */
export async function startDemoStack(report: (line: string) => void, signal: AbortSignal): Promise<DemoStack> {
  const dataDir = mkdtempSync(path.join(realpathSync(tmpdir()), 'sodo-demo-'));
  // PostgreSQL's own user has to reach its data, too.
  chmodSync(dataDir, 0o755);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const config = readConfig(
    { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: dataDir, SODO_LOG_LEVEL: 'warn' },
    ROOT,
  );
  try {
    const stack = await startStack({ config, root: ROOT, parts: LOCAL_PARTS, report, signal });
    return {
      ...stack,
      namespace: config.namespace,
      logDir: path.join(dataDir, 'logs'),
      stop: async () => {
        await stack.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
