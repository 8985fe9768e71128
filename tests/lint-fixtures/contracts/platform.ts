// as: contracts/fixture.schema.ts
// refused by: import-x/no-restricted-paths
import { readConfig } from '../platform/config';

export const config = readConfig();
