import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { takeLock } from './lock-file';
import { forgetAddresses, lockFileOf, rememberAddresses } from './running-instance';
import type { InstanceAddresses } from './running-instance';
import { StartFailure } from './start-failure';

/** Everything one local instance keeps, and the proof that we are the only one using it. */
export interface InstanceFolder {
  readonly dir: string;
  readonly logDir: string;
  readonly pidDir: string;
  /** Where backups go when no other target is named. */
  readonly backupDir: string;
  /** Stands for a portable disk where no other is named; labelled `O-THU-01`. */
  readonly portableDir: string;
  /** Ports of the last start, by name. */
  readonly ports: Readonly<Record<string, number>>;
  rememberPorts(ports: Readonly<Record<string, number>>): void;
  /** Tells commands run beside this instance where its servers are, as long as it runs. */
  rememberAddresses(addresses: InstanceAddresses): void;
  /** A random secret of this instance, made when first asked for and kept readable only by us. */
  secret(name: string, bytes?: number): string;
  /** Lets another start use the folder. */
  release(): void;
}

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65535));
const secretsSchema = z.record(z.string(), z.string().min(1));

/**
 * Opens (or makes) a data folder for one run.
 *
 * @throws StartFailure ALREADY_RUNNING when a living process holds it, DATA_FOLDER_UNUSABLE when it cannot be written
 */
export function openInstanceFolder(dir: string): InstanceFolder {
  const logDir = path.join(dir, 'logs');
  const pidDir = path.join(dir, 'pids');
  const backupDir = path.join(dir, 'backups');
  const portableDir = path.join(dir, 'portable-disk');
  try {
    for (const folder of [dir, logDir, pidDir, backupDir, portableDir]) mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StartFailure(
      'DATA_FOLDER_UNUSABLE',
      'Sodo',
      `its data folder ${dir} cannot be made (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      'give yourself the right to write there, or set SODO_DATA_DIR to another folder',
    );
  }
  const lock = takeLock(lockFileOf(dir));
  if (!lock.taken) {
    throw new StartFailure(
      'ALREADY_RUNNING',
      'Sodo',
      `it already runs on the data folder ${dir} (process ${lock.holder.pid})`,
      'stop that one, or set SODO_DATA_DIR (and SODO_PORT) to run a second one beside it',
    );
  }
  forgetAddresses(dir); // of a run that was killed
  const portsFile = path.join(dir, 'ports.json');
  const secretsFile = path.join(dir, 'secrets.json');
  return {
    dir,
    logDir,
    pidDir,
    backupDir,
    portableDir,
    ports: readJson(portsFile, portsSchema) ?? {},
    rememberPorts: (ports) => writeJson(portsFile, ports),
    secret: (name, bytes = 24) => {
      const secrets = readJson(secretsFile, secretsSchema) ?? {};
      const secret = secrets[name] ?? randomBytes(bytes).toString('hex');
      if (secrets[name] === undefined) writeJson(secretsFile, { ...secrets, [name]: secret });
      return secret;
    },
    rememberAddresses: (addresses) => rememberAddresses(dir, addresses),
    release: () => {
      forgetAddresses(dir);
      lock.release();
    },
  };
}

function readJson<T>(file: string, shape: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartFailure('DATA_FOLDER_UNUSABLE', 'Sodo', `its file ${file} is damaged`, 'restore it from a backup');
  }
}

/** Written aside and renamed, so that a kill in between never leaves half a file. Readable only by us. */
function writeJson(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
