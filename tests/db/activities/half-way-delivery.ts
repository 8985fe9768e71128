import { Pool } from 'pg';
import { createDeliverDocument } from '../../../activities/documents/deliver-document';
import type { OutboxRow } from '../../../db/projections/outbox-queue';
import { createFileStore } from '../../../platform/file-store';

/** A worker that prints one paper and stops half-way, between the file and the row, to be killed there. */
async function deliverHalfWay(): Promise<void> {
  const { STORY_DATABASE_URL, STORY_FILES_DIR = '', STORY_ITEM = '' } = process.env;
  const given = JSON.parse(STORY_ITEM) as OutboxRow;
  const item = { ...given, createdAt: new Date(given.createdAt) };
  const files = createFileStore(STORY_FILES_DIR);
  const deliver = createDeliverDocument({
    pool: new Pool({ connectionString: STORY_DATABASE_URL }),
    publicUrl: 'https://motcua.example.vn',
    files: {
      ...files,
      put: async (bytes) => {
        await files.put(bytes);
        process.stdout.write('file is there\n');
        setInterval(() => undefined, 1_000); // alive until it is killed
        return new Promise(() => undefined);
      },
    },
  });
  await deliver(item);
}

deliverHalfWay().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
