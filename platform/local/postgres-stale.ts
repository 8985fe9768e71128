import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endRecordedProcess, sendSignal } from './process-record';
import { waitUntil } from './wait-until';

/**
 * Ends what an earlier run left in this data folder: a server whose starter was killed, or the back ends of a killed
 * server, which for a moment still hold its shared memory. Processes of other data folders are never touched.
 */
export async function endStalePostgres(clusterDir: string, pidFile: string): Promise<void> {
  await endRecordedProcess(pidFile, 'SIGINT', 30_000);
  // A server changes into its data folder, and so do its back ends: that is how they are told from all others.
  if (process.platform === 'linux') {
    const master = readMasterPid(clusterDir);
    if (master !== undefined && listProcessesIn(clusterDir).includes(master)) sendSignal(master, 'SIGINT');
    if (!(await waitUntil(() => listProcessesIn(clusterDir).length === 0, 20_000))) {
      for (const pid of listProcessesIn(clusterDir)) sendSignal(pid, 'SIGKILL');
      await waitUntil(() => listProcessesIn(clusterDir).length === 0, 5_000);
    }
    // Nobody lives in the folder, so its lock names a dead process, or a stranger that got the same number since.
    rmSync(path.join(clusterDir, 'postmaster.pid'), { force: true });
  }
}

function readMasterPid(clusterDir: string): number | undefined {
  const file = path.join(clusterDir, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : NaN;
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function listProcessesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false; // gone meanwhile, or somebody else's
      }
    });
}
