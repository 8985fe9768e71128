import type { Variables } from '../json';
import type { EngineEvent } from './event';
import type { InstanceId } from './state';

/** What the host of the engine has to do in the world because of an event. Timers are read from the state (`nextTimer`). */
export type Effect =
  | {
      readonly type: 'runJob';
      readonly instance: InstanceId;
      readonly element: string;
      readonly jobType: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'deliverMessage';
      readonly element: string;
      readonly message: string;
      readonly correlationKey?: string;
      readonly variables: Variables;
    };

export function effects(event: EngineEvent): Effect[] {
  if (event.type === 'JobCreated') {
    const { instance, element, jobType, headers } = event;
    return [{ type: 'runJob', instance, element, jobType, headers }];
  }
  if (event.type === 'MessageThrown') {
    const { element, message, correlationKey, variables } = event;
    return [
      {
        type: 'deliverMessage',
        element,
        message,
        variables,
        ...(correlationKey === undefined ? {} : { correlationKey }),
      },
    ];
  }
  return [];
}
