import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { readConfig } from '../platform/config';

const root = path.resolve(__dirname, '..');
/** What the built app depends on; `tests/` may import anything from here, the app may not. */
const SOURCES = ['web', 'contracts', 'domain', 'package-lock.json'];
const COMPRESSIBLE = /\.(?:js|css|svg|json|html|ttf|eot)$/;

/**
 * `tsx scripts/build-web.ts [--force]`: builds the web app into `dist/web`, unless it stands there from the very same
 * sources. Each file gets its compressed twins, so that serving costs nothing.
 */
async function main(args: readonly string[]): Promise<void> {
  const { webDir } = readConfig(process.env, root);
  const mark = path.join(webDir, 'fingerprint');
  const fingerprint = fingerprintOf(SOURCES.map((name) => path.join(root, name)));
  if (!args.includes('--force') && existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint) return;
  // Whatever runs us (a test, too): people get the production build.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await build({
    mode: 'production',
    configFile: path.join(root, 'web', 'vite.config.mts'),
    build: { outDir: webDir },
    logLevel: 'warn',
  });
  await compressAll(path.join(webDir, 'assets'));
  writeFileSync(mark, fingerprint);
}

function fingerprintOf(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of places.flatMap(listFiles).sort()) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(place: string): string[] {
  if (path.extname(place) !== '') return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function compressAll(folder: string): Promise<void> {
  const compress = { gz: promisify(gzip), br: promisify(brotliCompress) };
  const files = listFiles(folder).filter((file) => COMPRESSIBLE.test(file));
  for (const file of files) {
    const bytes = readFileSync(file);
    const [small, smaller] = await Promise.all([
      compress.gz(bytes, { level: 9 }),
      compress.br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    ]);
    writeFileSync(`${file}.gz`, small);
    writeFileSync(`${file}.br`, smaller);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
