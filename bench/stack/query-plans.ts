import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BenchStack } from './bench-stack';

/** How PostgreSQL carried out one statement: its plan's scans in words, e.g. `Index Scan using task_inbox_mine on task (3 rows)`. */
export interface QueryPlan {
  readonly statement: string;
  readonly ms: number;
  readonly scans: readonly string[];
}

const planNode = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number().optional(),
  'Actual Loops': z.number().optional(),
  'Rows Removed by Filter': z.number().optional(),
  Plans: z.array(z.json()).optional(),
});
const loggedPlan = z.object({ 'Query Text': z.string(), Plan: planNode });

/**
 * Has PostgreSQL itself log the plan of every statement (its module auto_explain) of all who connect from now on, so that
 * what is reported is what really ran, and no statement is repeated here.
 */
export async function logPlans({ pool }: BenchStack): Promise<void> {
  for (const setting of [
    `session_preload_libraries = 'auto_explain'`,
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_analyze = on',
    'auto_explain.log_timing = off',
    `auto_explain.log_format = 'json'`,
  ]) {
    await pool.query(`alter database sodo set ${setting}`);
  }
}

/** The plans logged while `work` ran, the last one of each statement. */
export async function collectPlans({ logDir }: BenchStack, work: () => Promise<unknown>): Promise<QueryPlan[]> {
  const file = path.join(logDir, 'postgres.log');
  const { size } = await stat(file);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 300)); // the log comes through a pipe
  const handle = await open(file);
  try {
    const { size: end } = await handle.stat();
    const buffer = Buffer.alloc(Math.max(end - size, 0));
    await handle.read(buffer, 0, buffer.length, size);
    return parseLoggedPlans(buffer.toString('utf8'));
  } finally {
    await handle.close();
  }
}

/** The last plan of each statement in a piece of PostgreSQL's log. */
export function parseLoggedPlans(log: string): QueryPlan[] {
  const plans = new Map<string, QueryPlan>();
  for (const [, ms, json] of log.matchAll(/duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n?)+)/g)) {
    const parsed = loggedPlan.safeParse(parseJson(json ?? ''));
    if (!parsed.success) continue;
    const statement = parsed.data['Query Text'].replace(/\s+/g, ' ').trim();
    plans.set(statement, { statement: statement.slice(0, 160), ms: Number(ms), scans: listScans(parsed.data.Plan) });
  }
  return [...plans.values()];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the piece of log ends in the middle
  }
}

function listScans(node: z.output<typeof planNode>): string[] {
  const below = (node.Plans ?? []).flatMap((child) => {
    const parsed = planNode.safeParse(child);
    return parsed.success ? listScans(parsed.data) : [];
  });
  if (!node['Node Type'].includes('Scan') || (!node['Index Name'] && !node['Relation Name'])) return below;
  const using = node['Index Name'] ? ` using ${node['Index Name']}` : '';
  const on = node['Relation Name'] ? ` on ${node['Relation Name']}` : '';
  const loops = node['Actual Loops'] ?? 1;
  const removed = (node['Rows Removed by Filter'] ?? 0) * loops;
  const rows = `${Math.round((node['Actual Rows'] ?? 0) * loops)} rows${removed > 0 ? `, ${removed} filtered out` : ''}`;
  return [`${node['Node Type']}${using}${on} (${rows})`, ...below];
}
