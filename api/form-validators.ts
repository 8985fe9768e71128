import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { ProcedureVersion } from '../db/repositories/procedure-repository';

export interface FormError {
  /** JSON pointer into the form's data. */
  readonly path: string;
  readonly message: string;
}

export interface FormValidators {
  /** @returns what is wrong with `data`; empty when it fits the form (or the step has none) */
  check(procedure: ProcedureVersion, formId: string | undefined, data: unknown): readonly FormError[];
}

const MAX_ERRORS = 100;

/** Forms are compiled once for each published version, never for a request. */
export function createFormValidators(): FormValidators {
  const compiled = new Map<string, ValidateFunction>();

  function validator(procedure: ProcedureVersion, formId: string): ValidateFunction {
    // A version is the hash of what runs, not of its forms: the regime and key belong to the name, too.
    const name = `${procedure.key}\0${procedure.regime}\0${procedure.version}\0${formId}`;
    const known = compiled.get(name);
    if (known) return known;
    const form = procedure.forms[formId];
    if (!form) throw new Error(`procedure ${procedure.key} has no form ${formId}`);
    const ajv = new Ajv({ strict: true, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(form.schema);
    compiled.set(name, validate);
    return validate;
  }

  return {
    check(procedure, formId, data) {
      if (formId === undefined) return [];
      const validate = validator(procedure, formId);
      if (validate(data)) return [];
      return (validate.errors ?? []).filter(isTelling).slice(0, MAX_ERRORS).map(describe);
    },
  };
}

/** `if` only says that the `then` or `else` beside it failed. */
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== 'if';
}

function describe({ instancePath, keyword, params, message = 'is not valid' }: ErrorObject): FormError {
  const { missingProperty, additionalProperty } = params as {
    missingProperty?: string;
    additionalProperty?: string;
  };
  const field = missingProperty ?? additionalProperty;
  if (field === undefined) return { path: instancePath === '' ? '/' : instancePath, message };
  const text = keyword === 'required' ? 'is required' : 'is not a field of this form';
  return { path: `${instancePath}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`, message: text };
}
