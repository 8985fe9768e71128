import type { ProcedureForm, ProcedureForms } from '../../db/schema/procedure-definition';

/** What one regime asks on a form beyond what every regime asks. */
export interface RegimeFields {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[] | undefined;
  readonly uiSchema?: Readonly<Record<string, unknown>> | undefined;
}

/** `forms/<id>.schema.json` as its author writes it: one form, with what each regime adds by its id. */
export interface FormFile extends ProcedureForm {
  readonly regimes?: Readonly<Record<string, RegimeFields>> | undefined;
}

export type FormFiles = Readonly<Record<string, FormFile>>;

/** The forms as people meet them under `regime`: its own fields stand after the common ones. */
export function formsOfRegime(files: FormFiles, regime: string): ProcedureForms {
  return Object.fromEntries(
    Object.entries(files).map(([id, { regimes, ...form }]) => [id, addFields(form, regimes?.[regime])]),
  );
}

function addFields({ schema, uiSchema }: ProcedureForm, added: RegimeFields | undefined): ProcedureForm {
  if (!added) return { schema, uiSchema };
  const { properties, required } = schema as { readonly properties?: object; readonly required?: readonly string[] };
  return {
    schema: {
      ...schema,
      properties: { ...properties, ...added.properties },
      required: [...(required ?? []), ...(added.required ?? [])],
    },
    uiSchema: { ...uiSchema, ...added.uiSchema },
  };
}
