import { z } from 'zod';

const timeLimitSchema = z.object({ amount: z.number(), unit: z.string() });

export const procedureListQuery = z.object({ q: z.string().trim().max(200).optional() });

export const procedureListSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      regime: z.string(),
      name: z.string(),
      shortName: z.string(),
      officialCode: z.string(),
      field: z.object({ code: z.string(), name: z.string() }),
      limit: timeLimitSchema,
    }),
  ),
});

const formSchema = z.object({ schema: z.record(z.string(), z.json()), uiSchema: z.record(z.string(), z.json()) });

export const procedureSchema = z.object({
  key: z.string(),
  regime: z.string(),
  version: z.string(),
  name: z.string(),
  shortName: z.string(),
  officialCode: z.string(),
  legalBasis: z.array(z.string()),
  limit: timeLimitSchema,
  resultType: z.object({ id: z.string(), name: z.string() }),
  submissionForm: z.string(),
  forms: z.record(z.string(), formSchema),
  components: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      required: z.boolean().optional(),
      /** FEEL over the form. */
      requiredWhen: z.string().optional(),
      original: z.boolean(),
      copies: z.int(),
      source: z.enum(['paper', 'eCopy', 'nationalDb']),
    }),
  ),
  fees: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      amount: z.int(),
      appliesWhen: z.string().optional(),
      legalBasis: z.string(),
    }),
  ),
  feesPaidAt: z.string(),
});
