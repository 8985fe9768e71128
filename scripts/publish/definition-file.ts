import { z } from 'zod';
import type { ProcedureDefinition, RegimeDefinition } from '../../db/schema/procedure-definition';
import type { FormFile } from './forms-of-regime';

/** `procedure.json` as its author writes it: one procedure with all its regimes. */
export type DefinitionFile = Omit<ProcedureDefinition, 'regime'> & { readonly regimes: readonly RegimeDefinition[] };

const text = z.string().min(1);
const day = z.iso.date();
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be an hour such as 17:00');
const limit = z.strictObject({
  amount: z.number().min(0),
  unit: z.enum(['workingDay', 'workingHour', 'calendarDay', 'calendarHour', 'month']),
});
const workingDays = z.strictObject({ amount: z.int().min(0), unit: z.literal('workingDay') });
const subject = z.enum(['individual', 'organisation']);
const jurisdictionRule = z.strictObject({
  subject,
  unit: z.enum(['branch', 'landRegistrationOffice']),
  by: text.optional(),
});

const regime = z
  .strictObject({
    id: text,
    name: text,
    effectiveFrom: day,
    effectiveTo: day.nullable(),
    officialCode: text,
    formNumber: text,
    taxSlipForm: text,
    taxSlipBasis: text,
    legalBasis: z.array(text).min(1),
    limit,
    remoteExtra: limit,
    supplement: z.strictObject({
      window: limit,
      clock: z.enum(['restart', 'resume']),
      maxRequests: z.int().min(0),
    }),
    apology: z.strictObject({ maxTimes: z.int().min(0), noticeBefore: workingDays }),
    tax: z.strictObject({ answer: limit, slip: limit }),
    thresholds: z.array(z.int().min(1).max(200)).refine(rises, 'must rise'),
    nearDue: z.strictObject({ fraction: z.number().min(0).max(1), hours: z.number().min(0) }),
    dueHour: hour,
    sameDayCutOff: hour,
    originalCertificateAt: z.enum(['filing', 'result']),
    feesPaidAt: z.enum(['filing', 'result']),
    unverified: z.array(text),
  })
  .refine(({ effectiveFrom, effectiveTo }) => effectiveTo === null || effectiveFrom <= effectiveTo, {
    message: 'must not be before effectiveFrom',
    path: ['effectiveTo'],
  });

export const definitionFileSchema: z.ZodType<DefinitionFile> = z.strictObject({
  key: z.string().regex(/^[A-Z][A-Z0-9]*(\.[A-Z0-9_]+)*$/, 'must be a key such as P2.TRANSFER'),
  name: text,
  shortName: text,
  field: z.strictObject({ code: text, name: text }),
  process: text,
  submissionForm: text,
  taskForms: z.array(text),
  jurisdiction: z.strictObject({
    receive: text,
    handle: z.array(jurisdictionRule).min(1),
    sign: z.array(jurisdictionRule).min(1),
  }),
  resultType: z.strictObject({ id: text, name: text }),
  landFinding: z.strictObject({ element: text, variable: text }).optional(),
  routing: z.array(z.strictObject({ name: text, type: z.enum(['boolean', 'string', 'number']), from: text })),
  components: z.array(
    z
      .strictObject({
        id: text,
        name: text,
        required: z.boolean().optional(),
        requiredWhen: text.optional(),
        original: z.boolean(),
        copies: z.int().min(0),
        source: z.enum(['paper', 'eCopy', 'nationalDb']),
        handedIn: z.literal('originalCertificateAt').optional(),
        oneStopCode: text.optional(),
      })
      .refine((component) => (component.required === undefined) !== (component.requiredWhen === undefined), {
        message: 'must have either required or requiredWhen',
      }),
  ),
  fees: z.array(
    z.strictObject({
      id: text,
      name: text,
      amount: z.int().min(0),
      subject: subject.optional(),
      appliesWhen: text.optional(),
      legalBasis: text,
      unverified: z.boolean().optional(),
    }),
  ),
  regimes: z.array(regime).min(1),
});

const json = z.record(z.string(), z.unknown());

export const formFileSchema: z.ZodType<FormFile> = z.strictObject({
  schema: json,
  uiSchema: json,
  regimes: z
    .record(text, z.strictObject({ properties: json, required: z.array(text).optional(), uiSchema: json.optional() }))
    .optional(),
});

function rises(numbers: readonly number[]): boolean {
  return numbers.every((value, index) => index === 0 || value > (numbers[index - 1] ?? value));
}
