import path from 'node:path';
import { DEMO_SIGN_INS } from '../db/seed/demo-accounts';
import { ConfigurationError, readConfig } from '../platform/config';
import { startStack } from '../platform/local/stack';
import type { RunningStack } from '../platform/local/stack';
import { StartFailure } from '../platform/local/start-failure';
import { LOCAL_PARTS } from './local-parts';

const root = path.resolve(__dirname, '..');
const begun = Date.now();

async function main(): Promise<void> {
  const interruption = new AbortController();
  let stack: RunningStack | undefined;
  const stopAll = async () => {
    await stack?.stop();
    say('Sodo has stopped; its data is kept.');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) return say('Already stopping; one moment.');
      say('Stopping …');
      interruption.abort();
      if (stack) void stopAll();
    });
  }

  const config = readConfig(process.env, root);
  say(`Sodo is starting; its data is in ${config.dataDir}.`);
  try {
    stack = await startStack({ config, root, parts: LOCAL_PARTS, report: say, signal: interruption.signal });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    return stopAll();
  }
  if (interruption.signal.aborted) return stopAll();
  printWelcome(stack, path.join(config.dataDir, 'logs'));
}

function printWelcome(stack: RunningStack, logDir: string): void {
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const on = [...stack.descriptions].filter(([, words]) => words).map(([name, words]) => `${name} ${words}`);
  say('');
  say(`Sodo is ready after ${seconds} s: ${stack.env['SODO_PUBLIC_URL']}`);
  say(`  running on ${on.join(', ')}`);
  for (const { user, password, name } of DEMO_SIGN_INS) say(`  sign in as ${user} / ${password} (${name})`);
  if (stack.env['SODO_SECOND_FACTOR_REQUIRED_ROLES'] === 'none')
    say(
      '  for demonstrations, no role needs a second factor here (SODO_SECOND_FACTOR_REQUIRED_ROLES=admin asks for it)',
    );
  say(`  mails sent: ${stack.env['SODO_MAIL_URL']}/messages`);
  say(`  logs: ${logDir}`);
  say('Ctrl-C stops everything.');
}

function say(line: string): void {
  console.log(line);
}

main().catch((error: unknown) => {
  // Refusals are one plain sentence; anything else is a fault of ours and keeps its stack.
  const isRefusal = error instanceof StartFailure || error instanceof ConfigurationError;
  console.error(isRefusal ? error.message : error);
  process.exitCode = 1;
});
