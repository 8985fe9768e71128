import { readHeadFiles } from '../activities/audit/head-files';
import { connect } from '../db/connect';
import { keepCheck, listHeads, publishedHeads } from '../db/audit/audit-heads';
import { verifyAudit, type AuditProblem, type PublishedHead } from '../db/audit/verify-audit';
import { readConfig } from '../platform/config';

const USAGE = `Usage: npm run audit:verify [-- --head NUMBER:HASH]...
Walks the audit log of DATABASE_URL from its first entry, and compares it with the heads published in SODO_AUDIT_HEADS_DIR
and with those given (from the daily mails). Exit code 0: it holds; 1: it does not; 64: wrong options.`;

const PROBLEMS: Readonly<Record<AuditProblem['kind'], string>> = {
  ENTRY_MISSING: 'the entry was removed',
  ENTRY_CHANGED: 'the entry was changed, or is another one',
  NUMBER_MISSING: 'there is no entry with this number',
  LINK_BROKEN: 'the entry does not follow the one before',
  HEAD_MISSING: 'the log ends before a published head',
  HEAD_DIFFERS: 'the entry differs from a published head',
  ENTRY_UNSEALED: 'an entry was put in beside the log: later ones were chained long ago',
};

/** @returns undefined for options it does not know */
function readGivenHeads(args: readonly string[]): PublishedHead[] | undefined {
  const heads: PublishedHead[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const match = /^([1-9]\d*):([0-9a-f]{64})$/.exec(args[index + 1] ?? '');
    if (args[index] !== '--head' || !match) return undefined;
    heads.push({ source: 'given', number: Number(match[1]), hash: match[2] ?? '' });
  }
  return heads;
}

async function main(args: readonly string[]): Promise<number> {
  const given = readGivenHeads(args);
  const { databaseUrl, auditHeads } = readConfig();
  if (!given || databaseUrl === undefined) {
    console.error(USAGE);
    return 64;
  }
  const database = connect(databaseUrl, { applicationName: 'sodo-audit-verify', statementTimeoutMs: 0 });
  try {
    const files = await readHeadFiles(auditHeads.dir);
    const kept = await listHeads(database.pool);
    const heads = [...given, ...publishedHeads(files, 'file'), ...publishedHeads(kept, 'audit_head')];
    const verification = await verifyAudit(database.pool, heads);
    await keepCheck(database.pool, verification);
    const { count, head, problem } = verification;
    console.log(`${count} entries hold. Head: ${count}:${head}. Compared with ${heads.length} published heads.`);
    if (!problem) return 0;
    const where = [`number ${problem.number}`, problem.entryId && `entry ${problem.entryId}`, problem.source];
    console.error(`BROKEN (${problem.kind}) at ${where.filter(Boolean).join(', ')}: ${PROBLEMS[problem.kind]}.`);
    return 1;
  } finally {
    await database.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(`audit-verify: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
