import { z } from 'zod';
import { instantSchema } from './api-value.schema';

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

/** Procedures as an administrator sees them: every regime, in force or not. */
export const procedureVersionListSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      shortName: z.string(),
      officialCode: z.string(),
      field: z.object({ code: z.string(), name: z.string() }),
      regime: z.string(),
      regimeName: z.string(),
      effectiveFrom: z.iso.date(),
      effectiveTo: z.iso.date().nullable(),
      inForce: z.boolean(),
      /** Hash of the content. */
      version: z.string(),
      publishedAt: instantSchema,
      versions: z.int(),
      /** Settings that still have to be checked against the legal text, fees included. */
      unverified: z.int(),
    }),
  ),
});

export const procedureDefinitionQuery = z.object({
  /** An earlier version; absent: the current one. */
  version: z.string().max(100).optional(),
});

/** One procedure under one regime, whole: settings, papers, fees, forms, steps, diagram and versions. */
export const procedureDefinitionSchema = z.object({
  key: z.string(),
  regime: z.string(),
  regimeName: z.string(),
  version: z.string(),
  name: z.string(),
  shortName: z.string(),
  officialCode: z.string(),
  field: z.object({ code: z.string(), name: z.string() }),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  formNumber: z.string(),
  /** In words: where people hand it in. */
  receive: z.string(),
  taxSlipForm: z.string(),
  /** What the form of the tax slip was issued with. */
  taxSlipBasis: z.string(),
  legalBasis: z.array(z.string()),
  limits: z.object({
    limit: timeLimitSchema,
    remoteExtra: timeLimitSchema,
    supplementWindow: timeLimitSchema,
    supplementClock: z.enum(['restart', 'resume']),
    supplementRequests: z.int(),
    apologies: z.int(),
    taxAnswer: timeLimitSchema,
    taxSlip: timeLimitSchema,
    thresholds: z.array(z.number()),
    nearDue: z.object({ fraction: z.number(), hours: z.number() }),
    dueHour: z.string(),
    sameDayCutOff: z.string(),
  }),
  originalCertificateAt: z.enum(['filing', 'result']),
  feesPaidAt: z.enum(['filing', 'result']),
  resultType: z.object({ id: z.string(), name: z.string() }),
  /** Names of settings that are not checked against the legal text yet. */
  unverified: z.array(z.string()),
  submissionForm: z.string(),
  forms: z.record(z.string(), formSchema),
  components: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      required: z.boolean(),
      /** FEEL over the form. */
      requiredWhen: z.string().nullable(),
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
      appliesWhen: z.string().nullable(),
      legalBasis: z.string(),
      unverified: z.boolean(),
    }),
  ),
  /** What people do in it. */
  steps: z.array(
    z.object({
      element: z.string(),
      name: z.string(),
      role: z.string(),
      unit: z.string().nullable(),
      /** Internal target in working days. */
      targetDays: z.string().nullable(),
      /** Whoever did that step may not do this one. */
      notSameAs: z.string().nullable(),
      form: z.string().nullable(),
    }),
  ),
  bpmn: z.string(),
  versions: z.array(
    z.object({ version: z.string(), publishedAt: instantSchema, current: z.boolean(), openDossiers: z.int() }),
  ),
});
