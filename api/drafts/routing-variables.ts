import type { ProcedureVersion } from '../../db/repositories/procedure-repository';
import type { JsonValue, Variables } from '../../domain/json';

/** Of the form only what the procedure steers by goes into the workflow: never personal data. */
export function routingVariables(procedure: ProcedureVersion, form: Readonly<Record<string, unknown>>): Variables {
  const { routing, submissionForm } = procedure.definition;
  const names = routing.filter(({ from }) => from === submissionForm || from === 'submit').map(({ name }) => name);
  return pickVariables(form, names);
}

/** @returns the named top-level values that are there */
export function pickVariables(data: Readonly<Record<string, unknown>>, names: readonly string[]): Variables {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name] as JsonValue]),
  );
}
