import { readdirSync } from 'node:fs';
import path from 'node:path';
import { endRecordedProcess } from './process-record';

/** Ended last and in this order: the others, then Temporal, still write until they are gone. */
const servers = [
  { file: 'temporal.pid', signal: 'SIGINT', graceMs: 10_000 },
  { file: 'postgres.pid', signal: 'SIGINT', graceMs: 30_000 },
] as const;

/** Ends what a killed run left behind in this data folder, before anything is started beside it. */
export async function endStalePrograms(pidDir: string): Promise<void> {
  const files = readdirSync(pidDir).filter((file) => file.endsWith('.pid'));
  const programs = files.filter((file) => servers.every((server) => server.file !== file));
  await Promise.all(programs.map((file) => endRecordedProcess(path.join(pidDir, file), 'SIGTERM', 10_000)));
  // Not left to the parts that start them: ports count as free only when the old servers are gone.
  for (const { file, signal, graceMs } of servers) await endRecordedProcess(path.join(pidDir, file), signal, graceMs);
}
