import { z } from 'zod';
import { formDataSchema, personTextSchema } from './api-value.schema';

/** Why masked personal data is opened; kept with who and when. */
export const personalDataReasonSchema = z.strictObject({ reason: personTextSchema(500) });
/** The form and the texts of every step as they are, by the step's number. */
export const personalDataSchema = z.object({
  form: formDataSchema,
  submissions: z.array(z.object({ seq: z.int(), payload: formDataSchema })),
});
