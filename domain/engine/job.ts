import type { JobDefinition, MessageDefinition } from '../bpmn/process-graph';
import { evaluateText } from '../expression/feel';
import type { EngineEvent } from './event';
import type { Execution } from './execution';
import type { ElementInstance } from './state';

/** Hands the element's work to a connector; the answer comes back as `completeJob`, `failJob` or `throwJobError`. */
export function createJob(x: Execution, instance: ElementInstance, job: JobDefinition): void {
  const jobType = evaluateText(job.type, x.variablesOf(instance.id));
  x.emit({ type: 'JobCreated', instance: instance.id, element: instance.element, jobType, headers: job.headers });
}

/**
 * The message as it will be thrown inside the run: whoever hosts the engine takes it to those who wait for it. It is
 * emitted only when its element has completed, so that one that fails and is retried never sends it twice.
 */
export function composeMessage(
  x: Execution,
  instance: ElementInstance,
  definition: MessageDefinition,
): Extract<EngineEvent, { type: 'MessageThrown' }> {
  const { name, correlationKey } = x.resolveMessage(definition, instance.id);
  return {
    type: 'MessageThrown',
    instance: instance.id,
    element: instance.element,
    message: name,
    ...(correlationKey === undefined ? {} : { correlationKey }),
    // Input mappings choose what the message carries; without them it carries what the element sees.
    variables: instance.variables ?? x.variablesOf(instance.id),
  };
}
