import type { Config } from '../../platform/config';
import { findRunningInstance, type InstanceAddresses } from '../../platform/local/running-instance';

/** Refusal: nothing says which installation is meant. The message is one plain sentence, meant for the operator. */
export class NoInstallation extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoInstallation';
  }
}

/**
 * The installation to recover: the one DATABASE_URL and TEMPORAL_ADDRESS name, else the local one that runs on the data folder.
 * One address of the environment is never completed by one of the folder: they could be two installations.
 *
 * @throws NoInstallation
 */
export function chooseInstallation(
  config: Pick<Config, 'databaseUrl' | 'temporalAddress' | 'namespace' | 'dataDir'>,
): InstanceAddresses {
  const { databaseUrl, temporalAddress, namespace, dataDir } = config;
  if (databaseUrl !== undefined && temporalAddress !== undefined) return { databaseUrl, temporalAddress, namespace };
  if (databaseUrl !== undefined || temporalAddress !== undefined) {
    const [given, missing] =
      databaseUrl === undefined ? ['TEMPORAL_ADDRESS', 'DATABASE_URL'] : ['DATABASE_URL', 'TEMPORAL_ADDRESS'];
    throw new NoInstallation(
      `${given} is set and ${missing} is not; set both, or neither to recover the local installation.`,
    );
  }
  const running = findRunningInstance(dataDir);
  if (running) return running;
  throw new NoInstallation(
    `No Sodo runs on the data folder ${dataDir}; start it with "npm start" and try again, or name another folder with ` +
      'SODO_DATA_DIR, or an installation elsewhere with DATABASE_URL and TEMPORAL_ADDRESS.',
  );
}
