import type { SupervisedChild } from '../../platform/local/child-process';
import type { BenchContext } from '../measure/bench-context';
import type { BenchStack } from './bench-stack';

const OUTBOX_PATIENCE_MS = 180_000;

/** The programs `npm start` runs, each a process of its own. Stop them in reverse. */
export async function startWholeStack(
  stack: BenchStack,
): Promise<{ simulators: SupervisedChild; worker: SupervisedChild; api: SupervisedChild }> {
  const simulators = await stack.startProgram('simulators', 'simulators/main.ts');
  const worker = await stack.startProgram('worker', 'worker/main.ts');
  return { simulators, worker, api: await startApi(stack) };
}

export function startApi(stack: BenchStack): Promise<SupervisedChild> {
  return stack.startProgram('api', 'api/main.ts', { healthUrl: `${stack.apiUrl}/health` });
}

/**
 * Waits until what earlier work asked of the outside world is done, so that it does not burden the next measurement.
 * @throws Error when it takes longer than three minutes
 */
export async function waitForOutbox({ stack, report }: Pick<BenchContext, 'stack' | 'report'>): Promise<void> {
  const end = Date.now() + OUTBOX_PATIENCE_MS;
  for (;;) {
    const { rows } = await stack.pool.query<{ waiting: number }>(
      'select count(*)::int as waiting from outbox where delivered_at is null and failed_at is null and attempts < 3',
    );
    const waiting = rows[0]?.waiting ?? 0;
    if (waiting === 0) return;
    if (Date.now() > end) throw new Error(`${waiting} deliveries were still waiting after three minutes`);
    report(`waiting for ${waiting} deliveries`);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}
