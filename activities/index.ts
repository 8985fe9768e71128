import type { BackgroundActivities } from './background-activities';
import type { CommitActivities } from './commit-activities';

export type Activities = CommitActivities & BackgroundActivities;
export { createCommitActivities } from './commit-activities';
