import type { Variables } from '../json';
import type { InstanceId } from './state';

export type EngineCommand =
  /** `startEvent`: a message start event of the process; absent: start without a trigger. */
  | { readonly type: 'start'; readonly variables: Variables; readonly startEvent?: string }
  | { readonly type: 'completeTask'; readonly instance: InstanceId; readonly variables: Variables }
  | { readonly type: 'completeJob'; readonly instance: InstanceId; readonly variables: Variables }
  | { readonly type: 'failJob'; readonly instance: InstanceId; readonly message: string }
  | {
      readonly type: 'throwJobError';
      readonly instance: InstanceId;
      readonly code: string;
      readonly message?: string;
      readonly variables?: Variables;
    }
  | { readonly type: 'fireTimer'; readonly timer: InstanceId }
  | { readonly type: 'receiveMessage'; readonly subscription: InstanceId; readonly variables: Variables }
  | {
      readonly type: 'returnToStep';
      readonly from: InstanceId;
      /** Element id of an earlier step; see `returnTargets`. */
      readonly to: string;
      readonly reason: string;
    }
  | { readonly type: 'setVariables'; readonly variables: Variables }
  | { readonly type: 'retry'; readonly instance: InstanceId }
  | { readonly type: 'cancel'; readonly reason: string };
