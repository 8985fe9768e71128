/** Bodies of everything done to a running dossier. Each is kept whole as the payload of its `submission` row. */
import { z } from 'zod';
import { accountIdSchema, formDataSchema, instantSchema, personTextSchema, seqSchema } from './api-value.schema';
import { componentsSchema } from './draft.schema';

const instanceSchema = z.int().min(1).max(2_147_483_647);
const reasonSchema = personTextSchema(2000);

/** A body that must be empty: nothing, or `{}`. */
export const nothingSchema = z.strictObject({}).default({});

export const assignTaskSchema = z.strictObject({ assignee: accountIdSchema });
/** `data` answers the form of the task. */
export const completeTaskSchema = z.strictObject({ data: formDataSchema.default({}) });
export const returnToStepSchema = z.strictObject({ to: z.string().min(1).max(200), reason: reasonSchema });

/** Form 02: what is missing and why; asked once, completely (domain-facts §3.1). */
export const supplementRequestSchema = z.strictObject({
  task: instanceSchema,
  reason: reasonSchema,
  items: z
    .array(
      z.strictObject({
        componentId: z.string().max(100).optional(),
        name: personTextSchema(500),
        originals: z.int().min(0).max(100).optional(),
        certifiedCopies: z.int().min(0).max(100).optional(),
        photocopies: z.int().min(0).max(100).optional(),
        note: personTextSchema(500).optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Whom the citizen may ask. */
  contact: z.strictObject({ name: personTextSchema(200), phone: personTextSchema(30).optional() }).optional(),
});
/** Papers the citizen brought; their scans are uploaded to `POST /dossiers/:id/files` before. */
export const supplementSchema = z.strictObject({
  components: componentsSchema.default({}),
  note: personTextSchema(2000).optional(),
});
/** Form 03. */
export const refusalSchema = z.strictObject({
  reasons: z.array(reasonSchema).min(1).max(20),
  legalBasis: z.array(personTextSchema(500)).max(20).default([]),
});
export const withdrawalSchema = z.strictObject({ reason: reasonSchema });
/** Notice of stopping: the written paper it rests on (NĐ 101/2024 Đ19.2), or the citizen's own request. */
export const stopSchema = z.strictObject({
  cause: z.enum(['COURT', 'ENFORCEMENT', 'DISPUTE', 'CITIZEN_REQUEST']),
  reason: reasonSchema,
  basis: z
    .array(
      z.strictObject({
        document: personTextSchema(300),
        issuedBy: personTextSchema(300),
        issuedOn: z.iso.date().optional(),
      }),
    )
    .max(20)
    .default([]),
  guidance: personTextSchema(2000).optional(),
});
/** A new due date; with `apology` it is form 04 and still counts as late. */
export const moveDeadlineSchema = z.strictObject({
  dueAt: z.iso.datetime({ offset: true }),
  apology: z.boolean(),
  reason: reasonSchema,
});
/** A receipt the citizen brought, an exemption or a recorded debt. */
export const paymentSchema = z.strictObject({
  notice: z.string().trim().min(1).max(80),
  receipt: z.string().trim().min(1).max(80),
  kind: z.enum(['PAID', 'DEBT_RECORDED', 'EXEMPTED']),
  paidOn: z.iso.date().optional(),
  note: personTextSchema(500).optional(),
});
export const retrySchema = z.strictObject({ instance: instanceSchema });

/** Answer to every action: where the dossier stands after it. */
export const dossierAnswerSchema = z.object({
  seq: seqSchema,
  status: z.string(),
  /** What came no longer matters: it was written down and has no effect. */
  ignored: z.literal(true).optional(),
  openTasks: z.array(z.object({ instance: z.int(), element: z.string(), assignee: z.string().optional() })),
});

/** A task as the inbox and its own page show it. */
export const taskSummarySchema = z.object({
  dossierId: z.uuid(),
  instance: z.int(),
  element: z.string(),
  name: z.string(),
  role: z.string(),
  unitId: z.string(),
  assignee: accountIdSchema.nullable(),
  openedAt: instantSchema,
  targetAt: instantSchema.nullable(),
  dossierDueAt: instantSchema.nullable(),
  dossierCode: z.string(),
  applicantName: z.string(),
  procedureKey: z.string(),
  status: z.string(),
});
/** `next`: the task this person should do next, so that work goes on without another question. */
export const completedTaskSchema = dossierAnswerSchema.extend({ next: taskSummarySchema.nullable() });

export const taskPageSchema = taskSummarySchema.omit({ dossierCode: true, applicantName: true }).extend({
  state: z.enum(['open', 'completed', 'cancelled']),
  suspended: z.boolean(),
  form: z
    .object({ id: z.string(), schema: z.record(z.string(), z.json()), uiSchema: z.record(z.string(), z.json()) })
    .nullable(),
  /** What was entered when the step was done before (it may have been sent back). */
  data: formDataSchema.nullable(),
  returnTargets: z.array(z.object({ element: z.string(), name: z.string() })),
  actions: z.array(z.string()),
});
