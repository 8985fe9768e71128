/** One value of a form under its label, as a person reads it. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: FactValue;
}

export type FactValue =
  | { readonly kind: 'text' | 'day' | 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly yes: boolean }
  | { readonly kind: 'list'; readonly items: readonly (readonly Fact[])[] };

export interface FactGroup {
  readonly key: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

type Schema = Readonly<Record<string, unknown>>;
type Data = Readonly<Record<string, unknown>>;

/** What was filled in, in the order of the schema and under its titles; what the schema does not know is left out. */
export function groupFacts(schema: Schema, uiSchema: Schema, data: Data): readonly FactGroup[] {
  const groups: FactGroup[] = [];
  const loose: Fact[] = [];
  for (const [key, part] of propertiesOf(schema, schema)) {
    const value = data[key];
    if (value === undefined || value === null) continue;
    const look = (uiSchema[key] ?? {}) as Schema;
    if (isObject(value)) groups.push({ key, title: titleOf(part, key), facts: listFacts(schema, part, look, value) });
    else loose.push({ key, label: titleOf(part, key), value: readValue(schema, part, look, value) });
  }
  return loose.length > 0 ? [...groups, { key: '', title: '', facts: loose }] : groups;
}

function listFacts(root: Schema, schema: Schema, uiSchema: Schema, data: Data): readonly Fact[] {
  return propertiesOf(root, schema).flatMap(([key, part]) => {
    const value = data[key];
    if (value === undefined || value === null) return [];
    const look = (uiSchema[key] ?? {}) as Schema;
    if (isObject(value)) return listFacts(root, part, look, value);
    return [{ key, label: titleOf(part, key), value: readValue(root, part, look, value) }];
  });
}

function readValue(root: Schema, schema: Schema, uiSchema: Schema, value: unknown): FactValue {
  if (typeof value === 'boolean') return { kind: 'boolean', yes: value };
  if (Array.isArray(value)) {
    const item = resolve(root, (schema.items ?? {}) as Schema);
    const look = (uiSchema.items ?? {}) as Schema;
    return {
      kind: 'list',
      items: value.map((one, index) =>
        isObject(one)
          ? listFacts(root, item, look, one)
          : [{ key: String(index), label: '', value: readValue(root, item, look, one) }],
      ),
    };
  }
  const text = String(value);
  const named = nameOfChoice(schema, uiSchema, text);
  if (named !== undefined) return { kind: 'text', text: named };
  if (typeof value === 'number') return { kind: 'number', text };
  return { kind: schema.format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'day' : 'text', text };
}

function nameOfChoice(schema: Schema, uiSchema: Schema, text: string): string | undefined {
  const index = (schema.enum as readonly unknown[] | undefined)?.findIndex((choice) => String(choice) === text) ?? -1;
  return (uiSchema['ui:enumNames'] as readonly string[] | undefined)?.[index];
}

function propertiesOf(root: Schema, schema: Schema): [string, Schema][] {
  const whole = resolve(root, schema);
  const parts = (whole.allOf as readonly Schema[] | undefined) ?? [];
  const own = Object.entries((whole.properties ?? {}) as Record<string, Schema | boolean>);
  const inherited = parts.flatMap((part) => propertiesOf(root, part));
  const known = new Map<string, Schema>();
  for (const [key, part] of [...own, ...inherited])
    if (typeof part === 'object' && !known.has(key)) known.set(key, resolve(root, part));
  return [...known];
}

/** Follows `$ref` into the same document; what stands beside it (a title) goes before. */
function resolve(root: Schema, schema: Schema): Schema {
  const { $ref, ...beside } = schema;
  if (typeof $ref !== 'string') return schema;
  const target = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
  return { ...resolve(root, (target ?? {}) as Schema), ...beside };
}

function titleOf(schema: Schema, key: string): string {
  return typeof schema.title === 'string' ? schema.title : key;
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
