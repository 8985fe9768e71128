import type { Pool } from 'pg';
import { keepCheck, keepHead, listHeads, publishedHeads, readLastHeadDay } from '../../db/audit/audit-heads';
import { verifyAudit } from '../../db/audit/verify-audit';
import { formatLocalDate, localDateOf, parseLocalDate } from '../../domain/clock/instant';
import { readHeadFiles, writeHeadFiles } from './head-files';

/** What was written before midnight is sealed by then. */
const AFTER_MIDNIGHT_MS = 5 * 60_000;

export interface HeadSettings {
  /** Absolute folder of the published heads. */
  readonly dir: string;
  /** Who gets each head by mail; absent: nobody. */
  readonly mailTo?: string | undefined;
}

/**
 * Publishes the end of the chain of every day that is over, outside the database: a file and a mail. What was missed while nothing
 * ran is caught up, day by day.
 * @returns how many days were published now
 */
export async function publishHeads(pool: Pool, settings: HeadSettings, now = Date.now()): Promise<number> {
  const last = await readLastHeadDay(pool);
  if (last === undefined) return 0;
  const today = parseLocalDate(localDateOf(now - AFTER_MIDNIGHT_MS));
  let published = 0;
  for (let day = parseLocalDate(last) + 1; day < today; day++) {
    await keepHead(pool, formatLocalDate(day), settings.mailTo);
    published += 1;
  }
  await writeHeadFiles(settings.dir, await listHeads(pool));
  return published;
}

/** Walks the chain once more, against what was published, and keeps what it found. */
export async function checkAudit(pool: Pool, { dir }: HeadSettings) {
  const heads = [
    ...publishedHeads(await listHeads(pool), 'audit_head'),
    ...publishedHeads(await readHeadFiles(dir), 'file'),
  ];
  const verification = await verifyAudit(pool, heads);
  await keepCheck(pool, verification);
  return verification;
}
