import { z } from 'zod';
import { formDataSchema, instantSchema, nextCursorSchema, pagingQuery, personTextSchema } from './api-value.schema';

export const channelSchema = z.enum(['COUNTER', 'ONLINE', 'POST']);

/** Papers handed in, by component id. */
export const componentsSchema = z.record(
  z.string().max(100),
  z.strictObject({ copies: z.int().min(0).max(100), note: personTextSchema(500).optional() }),
);

/** Body of `POST /drafts`. */
export const newDraftSchema = z.strictObject({
  procedureKey: z.string().min(1).max(100),
  /** Receiving unit; needed only for somebody who receives in several. */
  unitId: z.string().min(1).max(100).optional(),
  channel: channelSchema.default('COUNTER'),
  form: formDataSchema.default({}),
  components: componentsSchema.default({}),
});

/** Body of `PUT /drafts/:id`: the whole draft (autosave). */
export const draftContentSchema = z.strictObject({ form: formDataSchema, components: componentsSchema });

export const attachmentSchema = z.object({
  id: z.uuid(),
  componentId: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  uploadedAt: instantSchema,
});

export const draftSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  procedureKey: z.string(),
  regime: z.string(),
  unitId: z.string(),
  channel: channelSchema,
  form: formDataSchema,
  components: componentsSchema,
  attachments: z.array(attachmentSchema),
  externalCode: z.string().nullable(),
  dossierId: z.uuid().nullable(),
  dossierCode: z.string().nullable(),
  submittedAt: instantSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});

export const draftListQuery = z.object({ view: z.enum(['mine', 'unit']).default('mine'), ...pagingQuery });
export const draftListSchema = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      version: z.int(),
      procedureKey: z.string(),
      unitId: z.string(),
      channel: channelSchema,
      applicantName: z.string(),
      updatedAt: instantSchema,
    }),
  ),
  nextCursor: nextCursorSchema,
});

export const draftVersionSchema = z.object({ id: z.uuid(), version: z.int(), updatedAt: instantSchema });

/** Fields that go with an uploaded file (multipart). */
export const uploadFieldsSchema = z.object({ componentId: z.string().min(1).max(100) });

export const completenessSchema = z.object({
  complete: z.boolean(),
  missing: z.array(z.object({ componentId: z.string(), name: z.string(), needed: z.int(), given: z.int() })),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  fees: z.object({
    total: z.int(),
    paidAt: z.string(),
    items: z.array(z.object({ id: z.string(), name: z.string(), amount: z.int() })),
  }),
});
export type Completeness = z.infer<typeof completenessSchema>;

/** What the citizen takes home (form 01). `secret` with `code` opens the public status. */
export const receiptSchema = z.object({
  dossierId: z.uuid(),
  code: z.string(),
  secret: z.string(),
  receivedAt: instantSchema,
  promisedAt: instantSchema.nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;
