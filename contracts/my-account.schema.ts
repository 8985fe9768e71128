import { z } from 'zod';
import { instantSchema } from './api-value.schema';
import { sessionSchema } from './session.schema';

/** Body of `POST /me/password`. The lengths are judged by the policy, which says all that is wrong at once. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(500),
  next: z.string().min(1).max(500),
});

export const acceptTermsSchema = z.strictObject({ version: z.string().min(1).max(40) });

/** Who one is, shown again: the password, or a code of the second factor. */
export const reauthenticateSchema = z.union([
  z.strictObject({ password: z.string().min(1).max(500) }),
  z.strictObject({ code: z.string().trim().min(6).max(30) }),
]);

export const confirmCodeSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});

export const secondFactorSchema = z.object({
  /** Since when it is in force; null: it is not. */
  since: instantSchema.nullable(),
  /** One of my roles needs it: it cannot be turned off. */
  required: z.boolean(),
  recoveryCodesLeft: z.int(),
});

/** What an app is told to make codes; not in force until one of them is confirmed. */
export const enrolmentSchema = z.object({
  /** For typing, where no camera is. */
  secret: z.string(),
  address: z.string(),
  /** An image of `address`, as an SVG. */
  qr: z.string(),
});

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

export const secondFactorOnSchema = sessionSchema.extend({ recoveryCodes: z.array(z.string()) });

export const sessionIdSchema = z.strictObject({ id: z.uuid() });

export const ownSessionsSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      current: z.boolean(),
      /** Browser and system in words; '' when they say nothing of themselves. */
      device: z.string(),
      address: z.string(),
      method: z.enum(['password', 'oidc']),
      createdAt: instantSchema,
      lastSeenAt: instantSchema,
    }),
  ),
});
