import type { Variables } from '../json';
import type { InstanceId, Lineage, TimerRepeat } from './state';
import type { Trigger } from './trigger';

/** What happened, in order. `evolve` folds these into the state; the trace, the event log and the effects are read from them. */
export type EngineEvent =
  | { readonly type: 'ProcessStarted'; readonly variables: Variables }
  | {
      readonly type: 'ElementActivated';
      readonly instance: InstanceId;
      readonly element: string;
      readonly scope: InstanceId;
      readonly lineage: Lineage;
      /** Tokens taken off their sequence flows by this activation. */
      readonly consumed: readonly InstanceId[];
    }
  | { readonly type: 'ElementCompleted'; readonly instance: InstanceId; readonly element: string }
  | { readonly type: 'ElementCancelled'; readonly instance: InstanceId; readonly element: string }
  | {
      readonly type: 'ElementFailed';
      readonly instance: InstanceId;
      readonly element: string;
      readonly code: string;
      readonly message: string;
      /** What had woken the element, if it did not fail on entry. */
      readonly trigger?: Trigger;
    }
  | { readonly type: 'ElementRetried'; readonly instance: InstanceId; readonly element: string }
  | {
      readonly type: 'FlowTaken';
      readonly token: InstanceId;
      readonly flow: string;
      readonly scope: InstanceId;
      readonly lineage: Lineage;
    }
  | { readonly type: 'TokensDiscarded'; readonly tokens: readonly InstanceId[] }
  | { readonly type: 'VariablesSet'; readonly scope: InstanceId; readonly variables: Variables }
  | {
      readonly type: 'TimerSet';
      readonly timer: InstanceId;
      readonly owner: InstanceId;
      readonly element: string;
      readonly dueAt: number;
      readonly repeat?: TimerRepeat;
    }
  | { readonly type: 'TimerFired'; readonly timer: InstanceId; readonly element: string }
  | {
      readonly type: 'MessageSubscribed';
      readonly subscription: InstanceId;
      readonly owner: InstanceId;
      readonly element: string;
      readonly message: string;
      readonly correlationKey?: string;
    }
  | {
      readonly type: 'MessageReceived';
      readonly element: string;
      readonly message: string;
      /** Absent for a message that starts the process. */
      readonly subscription?: InstanceId;
      /** The subscription ends with this message (everything but a non-interrupting boundary event). */
      readonly closes: boolean;
    }
  | {
      readonly type: 'MessageThrown';
      readonly instance: InstanceId;
      readonly element: string;
      readonly message: string;
      readonly correlationKey?: string;
      readonly variables: Variables;
    }
  | {
      readonly type: 'JobCreated';
      readonly instance: InstanceId;
      readonly element: string;
      readonly jobType: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'ErrorThrown';
      readonly element: string;
      readonly code: string;
      readonly message: string;
      /** The boundary event that caught it; absent: nobody did. */
      readonly caughtBy?: string;
    }
  | {
      readonly type: 'ReturnedToStep';
      readonly from: InstanceId;
      readonly fromElement: string;
      readonly to: string;
      readonly reason: string;
    }
  | {
      readonly type: 'ProcessEnded';
      readonly status: 'completed' | 'terminated' | 'cancelled';
      readonly reason?: string;
    };

export type EngineEventType = EngineEvent['type'];
