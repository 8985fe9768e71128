import type { ErrorSchema } from '@rjsf/utils';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from './fault-text';
import { checkData } from './schema-check';
import { parsePointer, toPointer, valueAt, type FieldPath, type JsonObject } from './schema-paths';

export interface ServerError {
  /** JSON pointer into the form's data. */
  readonly path: string;
  readonly message: string;
}

interface Shown {
  readonly schema: JsonObject;
  readonly data: JsonObject | undefined;
  readonly errors?: readonly ServerError[];
  readonly idPrefix: string;
  readonly showAll: boolean;
  readonly readOnly?: boolean;
}

export function fieldId(idPrefix: string, path: FieldPath): string {
  return [idPrefix, ...path].join('_');
}

/** Brings the keyboard to a field, or to the first control inside it. */
export function focusField(id: string): void {
  const field = document.getElementById(id);
  const control = field?.matches('input, textarea')
    ? field
    : field?.querySelector<HTMLElement>('input, textarea, button');
  (control ?? field)?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

/**
 * Which faults are told now. A field is judged once it has been left, so that nobody is scolded while typing; all are after
 * somebody tried to send the form. What the server said stays until that field is changed.
 */
export function useShownErrors({ schema, data, errors, idPrefix, showAll, readOnly = false }: Shown) {
  const { t } = useTranslation('json-form');
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState({ errors, data });
  if (told.errors !== errors) setTold({ errors, data });

  const touch = useCallback((id: string) => {
    setTouched((before) => (before.has(id) ? before : new Set(before).add(id)));
  }, []);

  const shown = useMemo(() => {
    if (readOnly) return undefined;
    const faults = checkData(schema, data);
    const texts = new Map<string, string>();
    for (const { path, message } of errors ?? []) {
      const at = parsePointer(path);
      const unchanged = JSON.stringify(valueAt(data, at)) === JSON.stringify(valueAt(told.data, at));
      if (unchanged) texts.set(toPointer(at), message === 'is required' ? t('fault.required') : t('serverRefuses'));
    }
    for (const fault of faults) {
      const pointer = toPointer(fault.path);
      const isDue = showAll || touched.has(fieldId(idPrefix, fault.path)) || texts.has(pointer);
      if (isDue) texts.set(pointer, faultText(fault, t));
    }
    return errorSchema(texts);
  }, [schema, data, errors, told, touched, showAll, idPrefix, readOnly, t]);
  return { shown, touch };
}

function errorSchema(texts: ReadonlyMap<string, string>): ErrorSchema<JsonObject> | undefined {
  if (texts.size === 0) return undefined;
  const root: Record<string, unknown> = {};
  for (const [pointer, text] of texts) {
    let at = root;
    for (const part of parsePointer(pointer)) at = (at[part] ??= {}) as Record<string, unknown>;
    at['__errors'] = [text];
  }
  return root as ErrorSchema<JsonObject>;
}
