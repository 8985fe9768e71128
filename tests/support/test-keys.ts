import { createSealer, readDataKeys, type Sealer } from '../../platform/sealed-text';

/** Of tests only. */
export const TEST_DATA_KEYS = `test:${'1f'.repeat(32)} hash:${'2e'.repeat(32)}`;

export function createTestSealer(): Sealer {
  return createSealer(readDataKeys(TEST_DATA_KEYS));
}
