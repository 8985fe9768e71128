import { together } from '../platform/local/parts';
import type { Part } from '../platform/local/parts';
import type { StackContext } from '../platform/local/stack';
import { oneTimePart, postgresPart, programPart, temporalPart } from '../platform/local/stack-parts';

/** What a whole local Sodo consists of, in the order in which it comes up: `npm start` and `npm run demo` run the same. */
export const LOCAL_PARTS: readonly Part<StackContext>[] = [
  postgresPart,
  temporalPart,
  together('preparations', [
    oneTimePart({
      name: 'publish',
      title: 'The database',
      file: 'scripts/publish.ts',
      args: ['--demo'],
      asOwner: true,
    }),
    oneTimePart({ name: 'web', title: 'The web app', file: 'scripts/build-web.ts' }),
  ]),
  together('programs', [
    programPart({ name: 'simulators', title: 'The simulators of outside systems', file: 'simulators/main.ts' }),
    // Two workers, so that sweeps and deliveries never take the processor from people's steps.
    programPart({ name: 'worker', title: 'The worker', file: 'worker/main.ts', args: ['--role', 'dossier'] }),
    programPart({
      name: 'background',
      title: 'The background worker',
      file: 'worker/main.ts',
      args: ['--role', 'background'],
    }),
    // Ready by its own word: its port could be answered by the api of another instance that was faster to take it.
    programPart({ name: 'api', title: 'The api', file: 'api/main.ts' }),
  ]),
];
