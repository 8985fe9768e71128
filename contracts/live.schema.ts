import { z } from 'zod';
import { seqSchema } from './api-value.schema';

/** Names of the events of `GET /live` (server-sent events). */
export const LIVE_EVENTS = { hello: 'hello', changed: 'changed', ended: 'ended' } as const;

/** `changed`: dossiers of the listener's units with a new step. `all`: so many that they are not named one by one. */
export const liveChangeSchema = z.object({
  all: z.boolean(),
  dossiers: z.array(z.object({ id: z.uuid(), seq: seqSchema })),
});
export type LiveChange = z.infer<typeof liveChangeSchema>;
