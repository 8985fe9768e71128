import type { BackgroundActivities } from './background-activities';
import type { CommitActivities } from './commit-activities';

export type Activities = CommitActivities & BackgroundActivities;
export { createBackgroundActivities } from './background-activities';
export { createCommitActivities } from './commit-activities';
export { createDeliver } from './outbox/deliver';
export { createDeliverJob } from './links/deliver-job';
export { createPushProgress } from './links/push-progress';
export { createRemindPayment } from './links/remind-payment';
export { createSendTaxSlip } from './links/send-tax-slip';
export { createDeliverDocument } from './documents/deliver-document';
export { createDeliverMail } from './mail/deliver-mail';
export { createMailTransport } from './mail/mail-transport';
