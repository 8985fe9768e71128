import { z } from 'zod';

/** The organisation as everybody in it may know it: what units are called, and what stands under what. */
export const unitListSchema = z.object({
  items: z.array(z.object({ id: z.string(), parentId: z.string().nullable(), kind: z.string(), name: z.string() })),
});
