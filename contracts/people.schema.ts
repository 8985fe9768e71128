import { z } from 'zod';
import { formDataSchema, instantSchema } from './api-value.schema';

const partySideSchema = z.enum(['applicant', 'transferor']);

export const peopleQuery = z.object({
  /** A name, accents optional, or a whole identity number. */
  q: z.string().trim().min(2).max(200),
});

/** Parties of earlier dossiers, latest first; each person once. */
export const peopleSchema = z.object({
  items: z.array(
    z.object({
      /** Where the whole party is read (`GET /people/{dossierId}/{side}`). */
      dossierId: z.uuid(),
      side: partySideSchema,
      type: z.string(),
      fullName: z.string(),
      /** Covered in the middle: `070*****5678`. */
      idNumber: z.string(),
      address: z.string(),
      receivedAt: instantSchema,
    }),
  ),
});

export const partyParams = z.object({ id: z.uuid(), side: partySideSchema });
export const partySchema = z.object({ side: partySideSchema, party: formDataSchema });
