import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { JsonObject } from './schema-paths';

/**
 * The schema as the form builder can draw it. Conditions name the fields they need as `{"field": true}` (the server's
 * strict validator asks for it); drawn as it stands, `true` would take the place of the field itself.
 */
export function drawableSchema(schema: JsonObject): RJSFSchema {
  return withoutNamings(schema, false) as RJSFSchema;
}

function withoutNamings(value: unknown, inCondition: boolean): unknown {
  if (Array.isArray(value)) return value.map((part) => withoutNamings(part, inCondition));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key === 'properties' && inCondition) return [key, withoutNamings(onlySchemas(part as JsonObject), false)];
      return [key, withoutNamings(part, inCondition || key === 'then' || key === 'else' || key === 'allOf')];
    }),
  );
}

function onlySchemas(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([, schema]) => schema !== true));
}

/** A yes or no that must be yes is a tick; every other is a choice of two, so that "no" is an answer, too. */
export function isTick(schema: RJSFSchema, uiSchema: UiSchema | undefined): boolean {
  if (schema.type !== 'boolean') return false;
  const widget: unknown = uiSchema?.['ui:widget'];
  return widget === 'checkbox' || (widget === undefined && schema.const === true);
}

const LONG_LABEL = 60;
/** Characters of choices that fit beside each other in one column. */
const LONG_CHOICES = 26;

/** Whether a field takes the whole width: what holds others, long texts, long statements. */
export function isWide(schema: RJSFSchema, uiSchema: UiSchema | undefined): boolean {
  if (schema.type === 'object' || schema.type === 'array' || schema.properties) return true;
  if (uiSchema?.['ui:widget'] === 'textarea') return true;
  if (uiSchema?.['ui:widget'] === 'radio' && choicesOf(uiSchema).join('  ').length > LONG_CHOICES) return true;
  return (schema.title ?? '').length > LONG_LABEL;
}

function choicesOf(uiSchema: UiSchema): readonly string[] {
  const names: unknown = uiSchema['ui:enumNames'];
  return Array.isArray(names) ? (names as string[]) : [];
}
