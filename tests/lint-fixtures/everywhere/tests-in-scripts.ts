// as: scripts/fixture.ts
// refused by: import-x/no-restricted-paths
import { readTestAddresses } from '../tests/support/stack';

export const read = readTestAddresses;
