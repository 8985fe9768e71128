import { fork } from 'node:child_process';
import path from 'node:path';
import type { LoadJob, LoadReply, LoadRequest, LoadResult } from './load-job';

/** The load generator: a process of its own, so that it never waits for what measures it, and its CPU can be counted. */
export interface LoadProcess {
  readonly pid: number;
  /** @throws Error with the words of the load generator when the job failed */
  run<J extends LoadJob>(job: J): Promise<LoadResult[J['do']]>;
  stop(): Promise<void>;
}

export async function startLoadProcess(env: Readonly<Record<string, string | undefined>>): Promise<LoadProcess> {
  const { PATH, HOME } = process.env;
  const child = fork(path.join(__dirname, 'main.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      for (const { reject } of waiting.values()) reject(new Error('the load generator ended'));
      resolve();
    });
  });
  const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
  await Promise.race([ready, ended.then(() => Promise.reject(new Error('the load generator did not start')))]);
  child.on('message', (reply: LoadReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asked?.reject(new Error(reply.error));
    else asked?.resolve(reply.result);
  });
  return {
    pid: child.pid ?? 0,
    run: <J extends LoadJob>(job: J) =>
      new Promise<LoadResult[J['do']]>((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve: (result) => resolve(result as LoadResult[J['do']]), reject });
        child.send({ id, job } satisfies LoadRequest);
      }),
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
