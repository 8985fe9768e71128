import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker';

const root = path.resolve(__dirname, '..');
/** All that the bundle is made of, besides the packages the lock file pins. */
const SOURCES = ['workflows', 'domain', 'contracts'];

/** The inline source map names places only: our files lie beside the bundle, and their text would double its size. */
export const BUNDLE_OPTIONS: BundleOptions = {
  workflowsPath: path.join(root, 'workflows', 'index.ts'),
  workflowInterceptorModules: [path.join(root, 'workflows', 'trace-context.ts')],
  webpackConfigHook: (config) => ({ ...config, devtool: 'inline-nosources-source-map' }),
};

/**
 * The workflows as one piece of code: the shell, the pure engine and FEEL, and nothing from Node. Made once for each state
 * of the sources and kept in the cache folder, since making it takes seconds.
 */
export async function bundleWorkflows(cacheDir?: string): Promise<{ code: string }> {
  const file = cacheDir && path.join(cacheDir, `workflow-bundle-${hashSources()}.js`);
  if (file && existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const { code } = await bundleWorkflowCode(BUNDLE_OPTIONS);
  if (file && cacheDir) {
    mkdirSync(cacheDir, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file); // whole or not at all, also with two instances starting at once
  }
  return { code };
}

function hashSources(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  hash.update(readFileSync(__filename));
  for (const folder of SOURCES) {
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(path.join(root, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
