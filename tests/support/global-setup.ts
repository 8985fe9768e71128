import { startTestStack } from './test-stack';
import type { TestStack } from './test-stack';

declare global {
  /** The one stack of this jest run; several projects name this set-up, only the first starts it. */
  var sodoTestStack: Promise<TestStack> | undefined;
}

/** Starts the test stack and hands its addresses to the test files through the environment. */
export default async function startStackForTests(): Promise<void> {
  globalThis.sodoTestStack ??= startTestStack();
  const { adminUrl, temporalAddress, namespace } = await globalThis.sodoTestStack;
  process.env['SODO_TEST_DATABASE_URL'] = adminUrl;
  process.env['SODO_TEST_TEMPORAL_ADDRESS'] = temporalAddress;
  process.env['SODO_TEST_NAMESPACE'] = namespace;
}
