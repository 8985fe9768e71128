import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const GUIDE = path.join(root, 'docs', 'user-guide.md');

/**
 * `tsx scripts/user-guide-images.ts`: takes the pictures of the user guide from what the web tests photographed last
 * (`out/screenshots`), so that the guide shows the app as it is.
 */
function main(): void {
  const images = [...readFileSync(GUIDE, 'utf8').matchAll(/\]\((images\/([\w-]+\.png))\)/g)];
  const missing = images.map(([, , name = '']) => name).filter((name) => !existsSync(photograph(name)));
  if (missing.length > 0) {
    console.error(`Run the web tests first: there is no ${missing.join(', ')} in out/screenshots.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(path.join(root, 'docs', 'images'), { recursive: true });
  for (const [, place = '', name = ''] of images) copyFileSync(photograph(name), path.join(root, 'docs', place));
  console.log(`${images.length} pictures taken over`);
}

function photograph(name: string): string {
  return path.join(root, 'out', 'screenshots', name);
}

main();
