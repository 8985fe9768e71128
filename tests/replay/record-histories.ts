import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dossierWorkflowId } from '../../contracts/ids';
import { DossierLab } from '../support/dossier-lab';
import { stories } from '../support/scenario-stories';
import { startTestStack } from '../support/test-stack';
import { writeHistory } from './history-file';

/**
 * Records histories on the real server: `tsx tests/replay/record-histories.ts <engine version>`, those stories of the set that
 * have none yet. What is recorded is never edited: new code must replay what old code has done.
 */
async function record(engineVersion: string): Promise<void> {
  const folder = path.join(__dirname, 'histories', engineVersion);
  const contentFolder = path.join(__dirname, 'histories', 'contents');
  mkdirSync(folder, { recursive: true });
  mkdirSync(contentFolder, { recursive: true });
  const stack = await startTestStack();
  process.env['SODO_TEST_DATABASE_URL'] = stack.adminUrl;
  process.env['SODO_TEST_TEMPORAL_ADDRESS'] = stack.temporalAddress;
  process.env['SODO_TEST_NAMESPACE'] = stack.namespace;
  try {
    const lab = await DossierLab.open();
    try {
      for (const [name, live] of Object.entries(stories)) {
        const file = path.join(folder, `${name}.json`);
        if (existsSync(file)) continue;
        const id = await live(lab);
        const history = await lab.client.workflow.getHandle(dossierWorkflowId(id)).fetchHistory();
        writeHistory(file, history);
      }
      const { rows } = await lab.pool.query<{ hash: string; body: string }>('select hash, body from content');
      for (const { hash, body } of rows) writeFileSync(path.join(contentFolder, `${hash}.json`), body);
    } finally {
      await lab.close();
    }
  } finally {
    await stack.stop();
  }
}

record(process.argv[2] ?? '1').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
