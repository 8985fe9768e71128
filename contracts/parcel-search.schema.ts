import { z } from 'zod';

export const parcelSearchQuery = z.object({
  /** Number of a certificate, `sheet/parcel`, or part of the holder's name (accents optional). */
  q: z.string().trim().min(2).max(200),
  commune: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
});

export const parcelSearchSchema = z.object({
  items: z.array(
    z.object({
      parcelId: z.string(),
      communeCode: z.string(),
      sheetNumber: z.string(),
      parcelNumber: z.string(),
      areaM2: z.number(),
      address: z.string(),
      purposes: z.array(z.object({ code: z.string(), areaM2: z.number(), term: z.string().optional() })),
      certificate: z
        .object({
          serial: z.string(),
          registerNumber: z.string(),
          holderName: z.string(),
          issuedOn: z.iso.date(),
        })
        .nullable(),
      /** What stands on the certificate today. */
      restrictions: z.array(
        z.object({
          kind: z.string(),
          blocksTransfer: z.boolean(),
          document: z.string(),
          documentNumber: z.string().nullable(),
          since: z.iso.date(),
          until: z.iso.date().nullable(),
        }),
      ),
    }),
  ),
});
