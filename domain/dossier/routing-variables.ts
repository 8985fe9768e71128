import type { Variables } from '../json';
import { Refusal } from '../refusal';
import type { DossierCommand } from './dossier-command';
import type { DossierStep } from './dossier-step';

/** Only the procedure's routing variables may enter a workflow: personal data stays in the database (design §2). */
export function refuseForeignVariables(step: DossierStep, variables: Variables): void {
  const foreign = foreignNames(step, variables);
  if (foreign.length === 0) return;
  throw new Refusal('VARIABLE_NOT_ROUTING', `Not a routing variable: ${foreign.join(', ')}.`, {
    routing: step.context.procedure.rules.routing,
  });
}

/**
 * A connector's answer. One that carries more than it may is not refused, for nobody would hear of it: the element fails
 * and waits for a person, like any other job that went wrong.
 */
export function completeJob(step: DossierStep, command: Extract<DossierCommand, { type: 'completeJob' }>): void {
  const { job: instance, variables } = command;
  const foreign = foreignNames(step, variables);
  if (foreign.length === 0) return step.runEngine({ type: 'completeJob', instance, variables });
  const message = `the connector answered with what is no routing variable: ${foreign.join(', ')}`;
  step.runEngine({ type: 'failJob', instance, message });
}

function foreignNames(step: DossierStep, variables: Variables): string[] {
  const { routing } = step.context.procedure.rules;
  return Object.keys(variables).filter((name) => !routing.includes(name));
}
