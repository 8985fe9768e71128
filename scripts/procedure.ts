import { check } from './procedure/check';
import { run } from './procedure/run';
import { test } from './procedure/test';
import { EXIT, UsageError, type Verb } from './procedure/verb';

/** The command line for procedure authors: `npm run --silent procedure -- <verb> …`. One file a verb. */
const VERBS: readonly Verb[] = [check, test, run];

function usage(): string {
  const lines = VERBS.map((verb) => `  procedure ${verb.usage.padEnd(52)} ${verb.does}`);
  return ['usage:', ...lines, ''].join('\n');
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === 'help') {
    process.stdout.write(usage());
    return EXIT.ok;
  }
  const verb = VERBS.find((candidate) => candidate.name === name);
  try {
    if (!verb) throw new UsageError(name === undefined ? 'a verb is missing' : `there is no verb "${name}"`);
    return await verb.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`procedure: ${error.message}\n${usage()}`);
      return EXIT.usage;
    }
    // A fault of ours: one sentence, never a stack trace.
    process.stderr.write(`procedure: ${verb?.name ?? ''} broke off: ${(error as Error).message}\n`);
    return EXIT.fault;
  }
}

// A reader that stops early (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`procedure: ${error.message}\n`);
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
