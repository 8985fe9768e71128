// as: workflows/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { createCommitActivities } from '../activities';

export const create = createCommitActivities;
