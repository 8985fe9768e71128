import { z } from 'zod';
import { accountIdSchema, instantSchema } from './api-value.schema';

/** Body of `POST /sessions`. */
export const signInSchema = z.strictObject({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(500),
});

/** Body of `POST /sessions/second-factor`: a code of the app or a recovery code; a browser has the challenge as a cookie. */
export const secondStepSchema = z.strictObject({
  challenge: z.string().min(20).max(128).optional(),
  code: z.string().trim().min(6).max(30),
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

/**
 * `token` is for programs, which send it as `Authorization: Bearer`; a browser's page has the cookie, uses `csrfToken` and is never told
 * it. Until `pending` is empty, everything else is refused.
 */
export const sessionSchema = z.object({
  token: z.string().optional(),
  csrfToken: z.string(),
  expiresAt: instantSchema,
  /** What must be done first, in this order. */
  pending: z.array(z.enum(['password', 'terms', 'secondFactor'])),
  me: meSchema,
});

/** The password was right; the second factor is asked for next. `challenge` is for programs, as `token` is. */
const challengeSchema = z.object({ challenge: z.string().optional(), expiresAt: instantSchema });

export const signInAnswerSchema = z.union([sessionSchema, challengeSchema]);

/** The session a browser already has: what it needs after a reload. */
export const currentSessionSchema = sessionSchema.omit({ token: true });

/** How people sign in here. */
export const signInOptionsSchema = z.object({
  /** Single sign-on, as its button says it; null: not configured. */
  oidc: z.object({ label: z.string() }).nullable(),
  passwordLengths: z.object({ min: z.int(), max: z.int() }),
});

const termsTextSchema = z.object({ title: z.string(), sections: z.array(z.string()) });

export const termsSchema = z.object({ version: z.string(), vi: termsTextSchema, en: termsTextSchema });

/** Query of `GET /sign-in/oidc`: where in the web app to go afterwards. */
export const beginOidcSchema = z.object({ next: z.string().max(1000).optional() });
