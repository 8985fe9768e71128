import { z } from 'zod';

/** A refusal or fault as `application/problem+json` (RFC 9457) with our stable code (`error-codes.ts`). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** What helps to go on: what is allowed, what is open, which fields are wrong. */
  details: z.record(z.string(), z.json()).optional(),
  /** For VALIDATION_FAILED and form errors: where and why. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
