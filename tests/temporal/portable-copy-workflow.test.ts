import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createCopyActivities, createSimulationActivities, startCopying } from '../../activities';
import { diskWorkflowId } from '../../contracts/ids';
import { SEED_CALENDAR } from '../../domain/clock/calendar-data';
import { dueAfter } from '../../domain/clock/due-notices';
import { dayOf, formatLocalDate } from '../../domain/clock/instant';
import type { CopyCommand } from '../../domain/portable-copies/copy-command';
import type { CopyState } from '../../domain/portable-copies/copy-state';
import { createFileStore } from '../../platform/file-store';
import { connectTemporalWorker } from '../../platform/temporal-connection';
import { bundleWorkflows } from '../../worker/bundle';
import { createBackgroundWorker } from '../../worker/create-worker';
import { CaseLab } from '../support/case-lab';
import { DossierLab } from '../support/dossier-lab';
import { DiskLab } from '../support/disk-lab';
import { createIdleBackground } from '../support/idle-background';
import { readTestAddresses } from '../support/stack';

jest.setTimeout(180_000);

const LABEL = 'OC-01';
const DAY = 86_400_000;
const MINUTE = 60_000;

let lab: DossierLab;
let cases: CaseLab;
let disk: DiskLab;
beforeAll(async () => {
  [lab, disk] = await Promise.all([DossierLab.open(), DiskLab.open(LABEL)]);
  cases = new CaseLab(lab);
});
afterAll(() => Promise.all([lab.close(), disk.close()]));

/** A copy of a period that ended yesterday, or on demand: of a period there is one. */
async function opened(regular: boolean) {
  const id = randomUUID();
  const now = Date.now();
  const [from, to] = [dayOf(now) - 14, dayOf(now) - 1].map(formatLocalDate);
  if (from === undefined || to === undefined) throw new Error('no days');
  const due = dueAfter(SEED_CALENDAR, to, 3, now);
  const open: CopyCommand = {
    ...{ type: 'openCopy', requestKey: randomUUID(), actor: { id: 'system' } },
    ...{ kind: 'scans', regular, ...(regular ? { from, to } : { from: null, to: null }), ...due },
  };
  await cases.begin('portableCopy', id, open);
  return { id, now, due };
}

const insert = (id: string, label: string) => {
  const command: CopyCommand = { type: 'insertDisk', requestKey: randomUUID(), actor: { id: randomUUID() }, label };
  return cases.begin('portableCopy', id, command);
};
const state = async (id: string) => (await cases.state('portableCopy', id)) as unknown as CopyState;

/** A background worker for as long as `work` takes. */
async function whileWorking<T>(work: () => Promise<T>): Promise<T> {
  const { pool, client, namespace, codec } = lab;
  const connection = await connectTemporalWorker({ address: readTestAddresses().temporalAddress });
  const worker = await createBackgroundWorker({
    ...{ connection, namespace, codec, taskQueueSuffix: lab.queue },
    workflowBundle: await bundleWorkflows(path.join(disk.folder, 'cache')),
    activities: {
      ...createIdleBackground(pool, path.join(disk.folder, 'heads')),
      ...createSimulationActivities({ pool, client, namespace }),
      ...createCopyActivities(pool, client, disk.parts),
    },
  });
  try {
    return await worker.runUntil(work);
  } finally {
    await connection.close();
  }
}

test('A18.1: on the real server a copy is reminded of, falls due and is late, to the day', async () => {
  const { id, now, due } = await opened(true);
  const told = async () => {
    const { rows } = await lab.pool.query<{ days: number }>(
      `select (payload #>> '{event,workingDays}')::int as days from outbox
       where ordering_key = $1 and payload #>> '{event,type}' = 'NoticeFell' order by id`,
      [`portableCopy/${id}`],
    );
    return rows.map(({ days }) => days);
  };
  // The copy's own time is ahead of ours by what was skipped.
  let skipped = 0;
  const passTo = async (at: number) => {
    const ms = Math.round(at - now - skipped);
    skipped += ms;
    await cases.pass('portableCopy', id, ms / DAY);
  };
  for (const [index, { workingDays, at }] of due.notices.entries()) {
    // Our own time goes on meanwhile: two minutes are more than the test takes.
    await passTo(at - 2 * MINUTE);
    expect(await told()).toHaveLength(index);
    await passTo(at + MINUTE);
    expect((await told()).at(-1)).toBe(workingDays);
  }
  expect(await told()).toContain(0);
  const { rows } = await lab.pool.query('select status, due_at from portable_copy where id = $1', [id]);
  expect(rows).toEqual([{ status: 'awaited', due_at: new Date(due.dueAt) }]);
});

test('A18.1a: a disk put in while no worker runs is written once one does; one workflow for each time', async () => {
  const files = createFileStore(path.join(disk.folder, 'files'));
  await files.put(Buffer.from('a scan'));
  const { name } = await disk.backup(files);
  const { id } = await opened(false);
  await insert(id, 'OC-99');
  expect(await startCopying(lab.pool, lab.client, lab.queue)).toBe(1);
  expect(await startCopying(lab.pool, lab.client, lab.queue)).toBe(0);
  const over = (attempt: number) => lab.client.workflow.getHandle(diskWorkflowId(id, attempt)).result();

  await whileWorking(() => over(1));
  expect(await state(id)).toMatchObject({ status: 'awaited', data: { fault: 'PORTABLE_DISK_OTHER', attempt: 1 } });
  // A workflow ended by hand leaves the copy waiting: the next round begins it again.
  await insert(id, LABEL);
  expect(await startCopying(lab.pool, lab.client, lab.queue)).toBe(1);
  await lab.client.workflow.getHandle(diskWorkflowId(id, 2)).terminate('by hand');
  expect(await startCopying(lab.pool, lab.client, lab.queue)).toBe(1);
  await whileWorking(() => over(2));
  expect(await state(id)).toMatchObject({
    status: 'copied',
    data: { fault: null, attempt: 2, written: { set: name, files: 1, damagedFiles: 0 } },
  });
});
