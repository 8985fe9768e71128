// as: db/projections/fixture.ts
// refused by: import-x/no-restricted-paths
import { createApp } from '../../api/app';

export const create = createApp;
