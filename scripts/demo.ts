import { rmSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../platform/config';
import { StartFailure } from '../platform/local/start-failure';
import { connectTemporalClient } from '../platform/temporal-connection';
import { ApiClient } from './demo/api-client';
import { CheckList } from './demo/check-list';
import { ROOT, startDemoStack, type DemoStack } from './demo/demo-stack';
import { keepPapers } from './demo/keep-papers';
import { Office } from './demo/office';
import { Simulators } from './demo/simulators';
import { late } from './demo/stories/late';
import { oneStop } from './demo/stories/one-stop';
import { refusal } from './demo/stories/refusal';
import { slipReturned } from './demo/stories/slip-returned';
import { straightRun } from './demo/stories/straight-run';
import { supplement } from './demo/stories/supplement';
import { workerKilled } from './demo/stories/worker-killed';
import type { Stage, Story } from './demo/story';
import { TimeTravel } from './demo/time-travel';
import { printTimeline } from './demo/timeline';

const STORIES: readonly Story[] = [straightRun, supplement, slipReturned, refusal, late, oneStop, workerKilled];
const OUTPUT = path.join(ROOT, 'out', 'demo');

/**
 * `npm run demo [-- <story>…]`: lives through whole dossiers on a stack of its own, over HTTP as people and partners do,
 * and checks what was promised. Ends with 1 when a check failed, with 64 for an unknown story.
 */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !STORIES.some((story) => story.name === name));
  if (unknown !== undefined) {
    console.error(`demo: there is no story ${unknown}; there are ${STORIES.map(({ name }) => name).join(', ')}`);
    return 64;
  }
  const chosen = STORIES.filter(({ name }) => names.length === 0 || names.includes(name));
  const begun = Date.now();
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interruption.abort());
  const stack = await startDemoStack(say, interruption.signal);
  say(`The stack is up after ${seconds(begun)} s: ${[...stack.descriptions.values()].filter(Boolean).join(', ')}`);
  interruption.signal.addEventListener('abort', () => {
    say('Stopping …');
    void stack.stop().finally(() => process.exit(130));
  });
  const checks = new CheckList(say);
  try {
    await playAll(chosen, stack, checks);
  } finally {
    await stack.stop();
  }
  say('');
  for (const failure of checks.failures) say(`✗ ${failure}`);
  say(`papers: ${path.relative(process.cwd(), OUTPUT)}; the whole demo took ${seconds(begun)} s`);
  say(`${checks.passed} checks passed, ${checks.failures.length} failed`);
  return checks.failures.length === 0 ? 0 : 1;
}

async function playAll(stories: readonly Story[], stack: DemoStack, checks: CheckList): Promise<void> {
  const { env, namespace, children } = stack;
  const client = await connectTemporalClient({ address: env['TEMPORAL_ADDRESS'] ?? '', namespace });
  const office = new Office(new ApiClient(`http://127.0.0.1:${stack.ports.api}`));
  const simulators = new Simulators({
    tax: env['SODO_TAX_URL'] ?? '',
    oneStop: env['SODO_ONE_STOP_URL'] ?? '',
    mail: env['SODO_MAIL_URL'] ?? '',
  });
  const time = new TimeTravel(client, namespace);
  try {
    await simulators.takeTaxByHand();
    for (const [index, story] of stories.entries()) {
      const followed: string[] = [];
      const stage: Stage = {
        office,
        simulators,
        checks,
        time,
        children,
        tell: (line) => say(`  · ${line}`),
        follow: (dossierId) => followed.push(dossierId),
      };
      say(`\n${index + 1}. ${story.title}`);
      await playOne(story, stage, followed);
    }
  } finally {
    await client.connection.close();
  }
}

/** A story that breaks off is a failed check; its dossiers are shown all the same, and the next story begins. */
async function playOne(story: Story, stage: Stage, followed: readonly string[]): Promise<void> {
  const begun = Date.now();
  const { checks, office } = stage;
  try {
    await story.play(stage);
  } catch (error) {
    checks.check(`the story "${story.name}" goes to its end`, false, error instanceof Error ? error.message : error);
  }
  const folder = path.join(OUTPUT, story.name);
  rmSync(folder, { recursive: true, force: true });
  for (const dossierId of followed) {
    try {
      await keepPapers(office, checks, dossierId, folder);
      printTimeline(await office.page(dossierId), say);
    } catch (error) {
      checks.check(`dossier ${dossierId} can be read`, false, error instanceof Error ? error.message : error);
    }
  }
  say(`  (${seconds(begun)} s)`);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}

function say(line: string): void {
  console.log(line);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') return void (process.exitCode = 130);
    const isRefusal = error instanceof StartFailure || error instanceof ConfigurationError;
    console.error(isRefusal ? error.message : error);
    process.exitCode = 1;
  },
);
