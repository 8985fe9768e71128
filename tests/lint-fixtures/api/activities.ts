// as: api/routes/fixture.ts
// refused by: import-x/no-restricted-paths
import { createCommitActivities } from '../../activities/commit-activities';

export const create = createCommitActivities;
