import type { RJSFSchema, RJSFValidationError, ValidatorType } from '@rjsf/utils';
import type { FormContext } from './templates';
import { validatorOf, withoutUndefined } from './schema-check';
import type { JsonObject } from './schema-paths';

/**
 * Answers the form builder's "does this branch apply?". Ajv would compile code, which the page's policy forbids. What is
 * wrong with the data is told by `schema-check.ts`, not through here.
 */
export function createFormValidator(): ValidatorType<JsonObject, RJSFSchema, FormContext> {
  const branches = new WeakMap<object, Map<string, RJSFSchema>>();

  function branch(schema: RJSFSchema, root: RJSFSchema): RJSFSchema {
    const known = branches.get(root) ?? new Map<string, RJSFSchema>();
    branches.set(root, known);
    const name = JSON.stringify(schema);
    const whole = known.get(name) ?? { ...schema, definitions: { ...root.definitions, ...schema.definitions } };
    known.set(name, whole);
    return whole;
  }

  return {
    isValid: (schema, data, root) => {
      if (typeof schema === 'boolean') return schema;
      return validatorOf(branch(schema, root)).validate(withoutUndefined(data) ?? {}).valid;
    },
    validateFormData: () => ({ errors: [] as RJSFValidationError[], errorSchema: {} }),
    rawValidation: () => ({ errors: [] }),
  };
}
