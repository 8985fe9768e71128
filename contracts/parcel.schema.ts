import { z } from 'zod';

/** GeoJSON positions: longitude, latitude (WGS 84). */
const positionSchema = z.tuple([z.number(), z.number()]);
const featureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(positionSchema)) }),
  properties: z.object({
    sheetNumber: z.string(),
    parcelNumber: z.string(),
    areaM2: z.number(),
    /** The dossier's own parcel. */
    own: z.boolean(),
    centre: positionSchema,
  }),
});

/** The dossier's parcel as the land data knows it; `null` when it does not. */
export const dossierParcelSchema = z.object({
  parcel: z
    .object({
      id: z.string(),
      communeCode: z.string(),
      sheetNumber: z.string(),
      parcelNumber: z.string(),
      areaM2: z.number(),
      address: z.string(),
      purposes: z.array(z.object({ code: z.string(), areaM2: z.number(), term: z.string().optional() })),
    })
    .nullable(),
  /** It and its neighbours, those with a known outline. */
  map: z.object({ type: z.literal('FeatureCollection'), features: z.array(featureSchema) }),
});
