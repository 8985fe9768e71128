import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { BUNDLE_OPTIONS } from '../../worker/bundle';
import type { MeasurementResult } from './bench-context';

/** The code every worker loads for its workflows: the shell, the engine and FEEL. Made anew, not taken from a cache. */
export async function measureBundle(report: (line: string) => void): Promise<MeasurementResult> {
  report('bundle: making it');
  const begun = performance.now();
  const { code } = await bundleWorkflowCode({
    ...BUNDLE_OPTIONS,
    logger: new DefaultLogger('WARN'),
  });
  const seconds = (performance.now() - begun) / 1_000;
  return {
    figures: [
      {
        name: 'bundle.size',
        unit: 'MB',
        value: Buffer.byteLength(code) / 1e6,
        budget: { of: 'value', is: 'atMost', limit: 4 },
        note: `made in ${seconds.toFixed(1)} s (once for each state of the sources, then cached)`,
      },
    ],
  };
}
