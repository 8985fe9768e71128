import { spawnSync } from 'node:child_process';
import { ROOT } from '../stack/bench-stack';

/** The web app as `npm start` builds it. @throws Error with what the build said */
export function runBuild(): void {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-web.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the web app cannot be built: ${stderr}`);
}
