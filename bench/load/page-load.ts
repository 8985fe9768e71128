import { performance } from 'node:perf_hooks';
import { createHttpCaller, expectStatus } from './http-client';
import type { LoadJob, Sample } from './load-job';

/** One request after another on one connection: what the server needs, with nothing waiting in front of it. */
export async function readPages(job: Extract<LoadJob, { do: 'readPages' }>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const caller = createHttpCaller(job.url, 1);
  try {
    for (const { kind, path, token } of job.requests) {
      const at = Date.now();
      const begun = performance.now();
      expectStatus(await caller.call('GET', path, { token }), 200, path);
      samples.push({ at, ms: performance.now() - begun, kind });
    }
  } finally {
    caller.close();
  }
  return samples;
}
