import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import { BACKGROUND_TASK_QUEUE, BACKUP_DRILL_SCHEDULE_ID, BACKUP_SCHEDULE_ID } from '../contracts/ids';

const ZONE = 'Asia/Ho_Chi_Minh';

/**
 * Every day at 01:00 a backup, every Sunday at 03:00 a drill (A18.1a). A run missed because everything was down is made up for
 * when it is back; one that is still running is never joined by another.
 */
export async function ensureBackupSchedules(client: Client, taskQueueSuffix = ''): Promise<void> {
  const taskQueue = BACKGROUND_TASK_QUEUE + taskQueueSuffix;
  const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day', pauseOnFailure: false } as const;
  await ensure(client, {
    scheduleId: BACKUP_SCHEDULE_ID,
    spec: { calendars: [{ hour: 1, minute: 0 }], timezone: ZONE },
    action: {
      type: 'startWorkflow',
      workflowType: 'backupWorkflow',
      workflowId: BACKUP_SCHEDULE_ID,
      taskQueue,
      args: ['daily'],
    },
    policies,
  });
  await ensure(client, {
    scheduleId: BACKUP_DRILL_SCHEDULE_ID,
    spec: { calendars: [{ dayOfWeek: 'SUNDAY', hour: 3, minute: 0 }], timezone: ZONE },
    action: {
      type: 'startWorkflow',
      workflowType: 'backupDrillWorkflow',
      workflowId: BACKUP_DRILL_SCHEDULE_ID,
      taskQueue,
      args: [],
    },
    policies,
  });
}

/** There after it, as this version wants it; whether somebody paused it is left as it is. */
async function ensure(client: Client, schedule: ScheduleOptions): Promise<void> {
  try {
    await client.schedule.create(schedule);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = schedule;
    await client.schedule.getHandle(schedule.scheduleId).update((known) => ({
      ...known,
      spec,
      action: action,
      policies: { ...known.policies, ...policies },
    }));
  }
}
