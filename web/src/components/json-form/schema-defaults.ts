import { isObjectSchema, resolved, type FieldPath, type JsonObject } from './schema-paths';

/**
 * What a new form starts with: the `default` of each field, inside required parts only. Parts that are not required stay
 * away until somebody adds them, and a `const` is never filled in: nobody is made to have confirmed something.
 */
export function schemaDefaults(schema: JsonObject): JsonObject {
  return defaultsOf(schema, schema);
}

function defaultsOf(root: JsonObject, schema: JsonObject): JsonObject {
  const whole = resolved(root, schema) as {
    properties?: Record<string, JsonObject | boolean>;
    required?: string[];
    allOf?: JsonObject[];
  };
  const filled: Record<string, unknown> = {};
  for (const part of whole.allOf ?? []) Object.assign(filled, defaultsOf(root, part));
  for (const [name, field] of Object.entries(whole.properties ?? {})) {
    if (typeof field === 'boolean') continue;
    const value = resolved(root, field)['default'] ?? field['default'];
    if (value !== undefined) filled[name] = value;
    else if (whole.required?.includes(name) && isObjectSchema(root, field)) filled[name] = defaultsOf(root, field);
  }
  return filled;
}

/**
 * The form builder adds an empty object for every part it draws. Only the one the person has just asked for stays.
 * @param kept whether the part at this path was asked for
 */
export function withoutUnasked(
  next: JsonObject,
  before: JsonObject | undefined,
  kept: (path: FieldPath) => boolean,
  at: FieldPath = [],
): JsonObject {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(next)) {
    const path = [...at, name];
    const old = before?.[name];
    if (!isPlainObject(value)) whole[name] = value;
    else if (Object.keys(value).length > 0 || old !== undefined || kept(path))
      whole[name] = withoutUnasked(value, isPlainObject(old) ? old : undefined, kept, path);
  }
  return whole;
}

function isPlainObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A part that was just added is drawn although nothing is in it yet: the builder takes an empty object for absent. */
export function withBegunParts(data: JsonObject | undefined): JsonObject | undefined {
  if (!data) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (!isPlainObject(value)) return [name, value];
      return [name, Object.keys(value).length === 0 ? { begun: undefined } : withBegunParts(value)];
    }),
  );
}
