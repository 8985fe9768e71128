import path from 'node:path';
import { ConfigurationError, readConfig } from '../platform/config';
import type { Part } from '../platform/local/parts';
import { startStack } from '../platform/local/stack';
import type { RunningStack, StackContext } from '../platform/local/stack';
import { oneTimePart, postgresPart, programPart, temporalPart } from '../platform/local/stack-parts';
import { StartFailure } from '../platform/local/start-failure';

/** `npm start`: what a local Sodo consists of, in the order in which it comes up. */
const parts: readonly Part<StackContext>[] = [
  postgresPart,
  temporalPart,
  oneTimePart('migrate', 'The database schema', 'db/migrate.ts'),
  programPart('simulators', 'The simulators of outside systems', 'simulators/main.ts'),
  programPart('worker', 'The worker', 'worker/main.ts'),
  programPart('api', 'The api', 'api/main.ts', { port: 'api', path: '/health' }),
];

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
    stack = await startStack({ config, root, parts, report: say, signal: interruption.signal });
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
  for (const { user, password, name } of listSignIns(stack))
    say(`  sign in as ${user} / ${password}${name ? ` (${name})` : ''}`);
  say(`  mails sent: ${stack.env['SODO_MAIL_URL']}/messages`);
  say(`  logs: ${logDir}`);
  say('Ctrl-C stops everything.');
}

interface SignIn {
  readonly user: string;
  readonly password: string;
  readonly name?: string;
}

/** Any program may offer demo sign-ins in its ready line: `{"ready":"…","signIns":[{"user":…,"password":…,"name":…}]}`. */
function listSignIns(stack: RunningStack): SignIn[] {
  return [...stack.readyLines().values()].flatMap((line) => {
    const { signIns } = line as { signIns?: unknown };
    return Array.isArray(signIns) ? signIns.filter(isSignIn) : [];
  });
}

function isSignIn(value: unknown): value is SignIn {
  const { user, password } = (value ?? {}) as Partial<SignIn>;
  return typeof user === 'string' && typeof password === 'string';
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
