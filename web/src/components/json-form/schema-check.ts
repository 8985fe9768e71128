import { Validator } from '@cfworker/json-schema';
import { isObjectSchema, parsePointer, resolved, toPointer, type FieldPath, type JsonObject } from './schema-paths';

/** One thing that does not fit, at the field a person would mend. */
export interface FieldFault {
  readonly path: FieldPath;
  /** JSON Schema keyword that was not met. */
  readonly keyword: string;
  /** What the keyword asks for: the length, the pattern, the smallest value. */
  readonly limit: unknown;
}

/** They only say that something inside them failed, which is told by itself. */
const STRUCTURE = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'properties', 'items', 'patternProperties']);

/** The validator marks the schema it is given and looks at no code of it; each schema is prepared once. */
const validators = new WeakMap<object, Validator>();

export function validatorOf(schema: object): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = new Validator(structuredClone(schema), '7', false);
  validators.set(schema, made);
  return made;
}

/** What stops `data` from fitting `schema` (draft-07); the first fault of each field. */
export function checkData(schema: JsonObject, data: unknown): readonly FieldFault[] {
  const plain = withRequiredObjects(schema, schema, withoutUndefined(data) ?? {});
  const faults = new Map<string, FieldFault>();
  for (const { keyword, keywordLocation, instanceLocation, error } of validatorOf(schema).validate(plain).errors) {
    if (STRUCTURE.has(keyword)) continue;
    const at = parsePointer(instanceLocation.replace(/^#/, ''));
    const named = /property "(.*)"/.exec(error)?.[1];
    const path = keyword === 'required' && named !== undefined ? [...at, named] : at;
    const pointer = toPointer(path);
    if (faults.has(pointer)) continue;
    const mustBe = keywordLocation.replace(/required$/, `properties/${named}/const`);
    faults.set(pointer, { path, keyword, limit: limitAt(schema, keyword === 'required' ? mustBe : keywordLocation) });
  }
  return [...faults.values()];
}

/** What a server would be sent: fields that were emptied are gone. */
export function withoutUndefined<T>(data: T): T {
  return data === undefined ? data : (JSON.parse(JSON.stringify(data)) as T);
}

/** A required part nobody has begun is judged by its fields: each is shown missing, not the part as a whole. */
function withRequiredObjects(root: JsonObject, schema: JsonObject, data: unknown): unknown {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return data;
  const { properties = {}, required = [] } = resolved(root, schema) as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  const whole: Record<string, unknown> = { ...data };
  for (const name of required) {
    const part = properties[name];
    if (part && isObjectSchema(root, part)) whole[name] = withRequiredObjects(root, part, whole[name] ?? {});
  }
  return whole;
}

function limitAt(schema: JsonObject, location: string): unknown {
  return parsePointer(location.replace(/^#/, '')).reduce<unknown>((at, part) => {
    if (part === '$ref') return resolved(schema, (at ?? {}) as JsonObject);
    return (at as JsonObject | undefined)?.[part];
  }, schema);
}
