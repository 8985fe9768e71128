import type { Headers } from '@temporalio/common';
import { AsyncLocalStorage, type WorkflowInterceptors } from '@temporalio/workflow';

/** As the interceptors of OpenTelemetry on both sides call it. */
const TRACE_HEADER = '_tracer-data';

/**
 * Hands the trace of an update on to the activities it brings about, so that one click is one trace from the request to the
 * commit. No spans are made here: a workflow is replayed, and its time is not ours.
 */
export function interceptors(): WorkflowInterceptors {
  const traced = new AsyncLocalStorage<Headers>();
  const handOn = <Input extends { readonly headers: Headers }>(input: Input): Input => {
    const headers = traced.getStore();
    return headers === undefined ? input : { ...input, headers: { ...input.headers, ...headers } };
  };
  return {
    inbound: [
      {
        handleUpdate: (input, next) => {
          const header = input.headers[TRACE_HEADER];
          return header === undefined ? next(input) : traced.run({ [TRACE_HEADER]: header }, () => next(input));
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(handOn(input)),
        scheduleLocalActivity: (input, next) => next(handOn(input)),
      },
    ],
  };
}
