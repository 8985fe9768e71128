import type { Pool } from 'pg';
import { createBackgroundActivities, type BackgroundActivities } from '../../activities';

/** The loops of the background worker with nothing to do: a test has what it is about done beside them. */
export function createIdleBackground(pool: Pool, headsDir: string): BackgroundActivities {
  const nothing = () => Promise.resolve(0);
  return createBackgroundActivities({
    pool,
    deliver: () => Promise.reject(new Error('nothing is delivered here')),
    heads: { dir: headsDir },
    confirmPasswords: nothing,
    settleProjects: nothing,
    openIncidents: nothing,
    openReports: nothing,
    drawReports: nothing,
    openCopies: nothing,
    startCopying: nothing,
    sampleHealth: nothing,
  });
}
