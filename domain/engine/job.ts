import type { JobDefinition } from '../bpmn/process-graph';
import { evaluateText } from '../expression/feel';
import type { Execution } from './execution';
import type { ElementInstance } from './state';

/** Hands the element's work to a connector; the answer comes back as `completeJob`, `failJob` or `throwJobError`. */
export function createJob(x: Execution, instance: ElementInstance, job: JobDefinition): void {
  const jobType = evaluateText(job.type, x.variablesOf(instance.id));
  x.emit({ type: 'JobCreated', instance: instance.id, element: instance.element, jobType, headers: job.headers });
}

/** Throws the message inside the run: whoever hosts the engine takes it to those who wait for it. */
export function throwMessage(
  x: Execution,
  instance: ElementInstance,
  message: { name: string; correlationKey?: string },
): void {
  const local = x.state.instances[instance.id]?.variables;
  x.emit({
    type: 'MessageThrown',
    instance: instance.id,
    element: instance.element,
    message: message.name,
    ...(message.correlationKey === undefined ? {} : { correlationKey: message.correlationKey }),
    // Input mappings choose what the message carries; without them it carries what the element sees.
    variables: local ?? x.variablesOf(instance.id),
  });
}
