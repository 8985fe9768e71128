export type JsonObject = Readonly<Record<string, unknown>>;
export type FieldPath = readonly (string | number)[];

export function toPointer(path: FieldPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Numbers in a pointer are places in a list. */
export function parsePointer(pointer: string): FieldPath {
  return pointer
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

export function valueAt(data: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, part) => (value === null || typeof value !== 'object' ? undefined : (value as JsonObject)[part]),
    data,
  );
}

/** Whether a value of this schema is an object. */
export function isObjectSchema(root: JsonObject, schema: JsonObject): boolean {
  const { type, allOf } = resolved(root, schema) as { type?: unknown; allOf?: JsonObject[] };
  return type === 'object' || (allOf ?? []).some((part) => isObjectSchema(root, part));
}

/** The schema a `$ref` stands for. */
export function resolved(root: JsonObject, schema: JsonObject): JsonObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const target = valueAt(root, parsePointer(reference.replace(/^#/, '')));
  return (target ?? {}) as JsonObject;
}

/** What the form calls a field: the titles on the way to it. */
export function titlesOf(schema: JsonObject, path: FieldPath): readonly string[] {
  const titles: string[] = [];
  let at: JsonObject | undefined = schema;
  for (const part of path) {
    at = at && childOf(schema, at, part);
    const title = at?.['title'];
    if (typeof part === 'number') titles.push(String(part + 1));
    else titles.push(typeof title === 'string' ? title : part);
  }
  return titles;
}

function childOf(root: JsonObject, schema: JsonObject, part: string | number): JsonObject | undefined {
  const whole = resolved(root, schema) as {
    properties?: Record<string, JsonObject>;
    items?: JsonObject;
    allOf?: JsonObject[];
  };
  if (typeof part === 'number') return whole.items;
  const own = whole.properties?.[part];
  if (own) return own;
  return whole.allOf?.map((one) => childOf(root, one, part)).find((one) => one !== undefined);
}
