import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A real Chromium, for tests and measurements: `SODO_BROWSER`, else an installed one, else Debian's package is installed (as root, the way CI runs).
 * @throws Error that says what to do when there is none
 */
export function findBrowser(): string {
  const given = process.env['SODO_BROWSER'];
  if (given) return given;
  const found = USUAL_PLACES.find(existsSync);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('installing chromium with apt-get, this first time only.\n');
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'],
    ]) {
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
    const installed = USUAL_PLACES.find(existsSync);
    if (installed) return installed;
  }
  throw new Error('A real Chromium is needed: install it, or name it in SODO_BROWSER.');
}
