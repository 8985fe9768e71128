import type { Variables } from '../json';

/** What can wake an element that waits. Plain JSON: a failed element keeps it, so that a retry goes on from there. */
export type Trigger =
  | { readonly type: 'timer'; readonly element: string }
  | { readonly type: 'message'; readonly element: string; readonly variables: Variables }
  /** A BPMN error reached the boundary event that catches it. */
  | { readonly type: 'error'; readonly element: string; readonly variables: Variables }
  | { readonly type: 'taskCompleted'; readonly variables: Variables }
  | { readonly type: 'jobCompleted'; readonly variables: Variables }
  /** Every token inside the subprocess is used up. */
  | { readonly type: 'scopeCompleted' };

/** What the trigger brings along for the variables. */
export function contentOf(trigger: Trigger): Variables {
  return 'variables' in trigger ? trigger.variables : {};
}
