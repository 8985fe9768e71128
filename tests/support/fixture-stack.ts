import path from 'node:path';
import { readConfig } from '../../platform/config';
import { startStack } from '../../platform/local/stack';
import { postgresPart, programPart, temporalPart } from '../../platform/local/stack-parts';

/**
 * `npm start` in small, as a process of its own that a test may kill: PostgreSQL, Temporal and the fixture program, on the
 * folder SODO_DATA_DIR. Prints where everything is as its ready line.
 */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, '..', '..');
  const parts = [
    postgresPart,
    temporalPart,
    programPart({
      name: 'fixture',
      title: 'The fixture',
      file: 'tests/support/fixture-server.ts',
      asOwner: true,
      health: { port: 'api', path: '/health' },
    }),
  ];
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const stack = await startStack({ config: readConfig(process.env, root), root, parts, report });
  process.once('SIGTERM', () => void stack.stop());
  const pids = Object.fromEntries([...stack.children].map(([name, child]) => [name, child.pid]));
  process.stdout.write(`${JSON.stringify({ ready: 'stack', ports: stack.ports, env: stack.env, pids })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
