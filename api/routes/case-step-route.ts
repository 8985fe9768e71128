import type { z } from 'zod';
import { idParams } from '../../contracts/api-value.schema';
import type { ErrorCode } from '../../contracts/error-codes';
import type { Action } from '../../domain/access/access-table';
import { defineRoute, type Answer, type Route } from '../http/route';

/** How a step of a case is asked for, below the address of its case. */
export interface StepRoute {
  readonly path: string;
  readonly summary: string;
  readonly refuses?: readonly ErrorCode[];
  /** What it does reaches everybody at once. */
  readonly recentSignIn?: true;
}

interface OfCase {
  readonly tag: string;
  /** Address of the cases, `/incidents`. */
  readonly cases: string;
  readonly on: 'incident' | 'project' | 'handover' | 'report' | 'copy';
  readonly action: Action;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  readonly refuses: readonly ErrorCode[];
  /** Of the body and target that `body` and `on` give. */
  readonly handler: (context: never) => Promise<Answer>;
}

/** The route of one step of a case: once per key, on the version the person has seen if he says so. */
export function caseStepRoute({ path, summary, refuses = [], recentSignIn }: StepRoute, of: OfCase): Route {
  return defineRoute({
    method: 'post',
    tag: of.tag,
    params: idParams,
    idempotent: true,
    ifMatch: 'optional',
    path: `${of.cases}/:id/${path}`,
    summary,
    access: { by: 'session', action: of.action, on: of.on },
    ...(recentSignIn ? { recentSignIn } : {}),
    body: of.body,
    answer: of.answer,
    refuses: [...of.refuses, ...refuses],
    handler: of.handler as never,
  });
}
