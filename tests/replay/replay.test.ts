import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { temporal } from '@temporalio/proto';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';
import { ContentCodec, type ContentStore } from '../../platform/data-converter/content-codec';
import { bundleWorkflows } from '../../worker/bundle';
import { stories } from '../support/scenario-stories';
import { readHistory } from './history-file';

/**
 * Recorded histories are never edited: new code must replay what old code has done (record-histories.ts makes a new set,
 * in a folder named after the engine's version).
 */
const folder = path.join(__dirname, 'histories', '1');
const contentFolder = path.join(__dirname, 'histories', 'contents');

/** Contents that recorded histories name by hash, kept beside them. */
const contents: ContentStore = {
  read: (hash) => {
    const file = path.join(contentFolder, `${hash}.json`);
    return Promise.resolve(existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  },
  write: () => Promise.reject(new Error('a replay stores nothing')),
};

type History = temporal.api.history.v1.IHistory;
let bundle: { code: string };

beforeAll(async () => {
  bundle = await bundleWorkflows();
});

const recorded = (name: string) => readHistory(path.join(folder, `${name}.json`));

async function replay(history: History): Promise<void> {
  const codec = new ContentCodec(contents);
  await Worker.runReplayHistory(
    {
      workflowBundle: bundle,
      dataConverter: { payloadCodecs: [codec] },
      sinks: { commits: { replayed: { fn: () => undefined, callDuringReplay: true } } },
    },
    history,
    'dossier/replayed',
  );
}

test('a history is recorded for every story', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual(Object.keys(stories).sort());
});

test('every scenario of the procedure is among the stories', () => {
  const scenarios = path.resolve(__dirname, '../../templates/procedures/P2.TRANSFER/scenarios');
  const names = readdirSync(scenarios).map((file) => file.replace(/\.json$/, ''));
  expect(names.filter((name) => !(name in stories))).toEqual([]);
});

test.each(Object.keys(stories))('today’s code replays %s', async (name) => {
  await expect(replay(recorded(name))).resolves.toBeUndefined();
});

test('a history in which another activity was called is refused: these tests can fail', async () => {
  const history = recorded('straight-taxed');
  for (const event of history.events ?? []) {
    const details = event.markerRecordedEventAttributes?.details;
    const data = details?.data?.payloads?.[0]?.data;
    if (details?.data?.payloads?.[0] && data) {
      const text = Buffer.from(data).toString('utf8').replace('commitStep', 'sendLetter');
      details.data.payloads[0].data = Buffer.from(text);
    }
  }
  await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
});
