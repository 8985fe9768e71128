import { z } from 'zod';
import { accountIdSchema, instantSchema } from './api-value.schema';

/** Body of `POST /sessions`. */
export const signInSchema = z.strictObject({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(500),
});

export const meSchema = z.object({
  accountId: accountIdSchema,
  username: z.string(),
  displayName: z.string(),
  title: z.string(),
  unit: z.object({ id: z.string(), name: z.string() }),
  roles: z.array(z.object({ role: z.string(), unitId: z.string() })),
  /** Whom this person stands in for today; their roles are among `roles`. */
  standsInFor: z.array(z.object({ accountId: accountIdSchema, displayName: z.string() })),
  /** Actions this person may do to something: what a menu shows. */
  may: z.array(z.string()),
});

/** `token` is for clients that send `Authorization: Bearer`; a browser uses the cookie and `csrfToken`. */
export const sessionSchema = z.object({
  token: z.string(),
  csrfToken: z.string(),
  expiresAt: instantSchema,
  me: meSchema,
});

/** The session a browser already has: what it needs after a reload. */
export const currentSessionSchema = sessionSchema.omit({ token: true });
