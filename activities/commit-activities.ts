import type { Pool } from 'pg';
import { writeCommit } from '../db/projections/write-commit';
import { readDossierFile } from '../db/repositories/dossier-reads';
import type { DossierCommit } from '../domain/dossier/dossier-commit';
import type { Variables } from '../domain/json';
import { createCheckRestrictions } from './links/check-restrictions';
import type { Connector } from './links/connector';
import { tellFenced } from './tell-fenced';

export interface CommitActivities {
  /** Writes one step of a dossier; a repeated call changes nothing. Fails with `COMMIT_FENCED` (C4 of the commit). */
  readonly commitStep: (commit: DossierCommit) => Promise<void>;
  /** Answers a job that only reads our own database. */
  readonly runLocalJob: (dossierId: string, jobType: string) => Promise<Variables>;
}

export function createCommitActivities({ pool }: { readonly pool: Pool }): CommitActivities {
  const connectors: Record<string, Connector> = { 'check-restrictions': createCheckRestrictions(pool) };
  return {
    commitStep: (commit) => tellFenced(() => writeCommit(pool, commit)),
    async runLocalJob(dossierId, jobType) {
      const dossier = await readDossierFile(pool, dossierId);
      const connector = connectors[jobType];
      if (!dossier || !connector) throw new Error(`job ${jobType} of dossier ${dossierId} cannot be done`);
      return connector({ dossier, key: dossierId });
    },
  };
}
