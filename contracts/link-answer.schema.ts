import { z } from 'zod';
import { instantSchema } from './api-value.schema';

/** Answer to a tax message. `ignored`: it no longer matters and was only written down. */
export const taxMessageAnswerSchema = z.object({
  messageId: z.string(),
  result: z.enum(['applied', 'waiting', 'ignored']),
});
export type TaxMessageAnswer = z.infer<typeof taxMessageAnswerSchema>;

/** Answer to a dossier from the one-stop system: our code beside theirs. */
export const oneStopDossierAnswerSchema = z.object({
  messageId: z.string(),
  MaHoSo: z.string(),
  dossierId: z.uuid(),
  code: z.string(),
  promisedAt: instantSchema.nullable(),
});
