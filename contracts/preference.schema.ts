/** What a person has set for himself; kept on the server, so that it is the same at every desk. */
import { z } from 'zod';
import { personTextSchema } from './api-value.schema';

/** A list with its filters under a name; `filters` are the query of the page's address. */
const savedViewSchema = z.strictObject({
  id: z.uuid(),
  page: z.string().min(1).max(40),
  name: personTextSchema(80),
  filters: z.record(z.string().max(40), z.string().max(200)),
});

export const preferencesSchema = z.strictObject({
  language: z.enum(['vi', 'en']).default('vi'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  views: z.array(savedViewSchema).max(50).default([]),
});
export type Preferences = z.infer<typeof preferencesSchema>;
