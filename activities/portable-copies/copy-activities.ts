import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { alive } from '../alive';
import { writeToDisk, type CopyAttempt } from './copy-to-disk';
import type { CopyParts } from './write-copy';

export type { CopyAttempt } from './copy-to-disk';

export interface CopyActivities {
  /** Writes a copy to the portable disk that is in, and tells its case. */
  readonly copyToDisk: (attempt: CopyAttempt) => Promise<void>;
}

export function createCopyActivities(pool: Pool, client: Client, parts: CopyParts | undefined): CopyActivities {
  return { copyToDisk: (attempt) => alive((signal) => writeToDisk(pool, client, parts, attempt, signal)) };
}
