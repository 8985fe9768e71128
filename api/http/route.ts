import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ErrorCode } from '../../contracts/error-codes';
import type { Session } from '../../db/repositories/session-repository';
import type { uploadFieldsSchema } from '../../contracts/draft.schema';
import type { Action } from '../../domain/access/access-table';
import type {
  AccountTarget,
  CopyTarget,
  DossierTarget,
  DraftTarget,
  HandoverTarget,
  ReportTarget,
  IncidentTarget,
  ProjectTarget,
  TaskTarget,
} from '../auth/targets';
import type { RateLimitName } from '../parts';
import type { Services } from '../services';
import type { UploadedFile } from './read-body';

export type Partner = 'tax' | 'oneStop';

/** Who may call a route. There is no route without it, and `serve-route.ts` judges it before anything else is read. */
export type Access =
  | { readonly by: 'anyone' }
  /** A signed call of another system. */
  | { readonly by: 'partner'; readonly partner: Partner }
  /** Anybody signed in; with `action`, whoever may do it to something (the handler narrows lists by unit). */
  | { readonly by: 'session'; readonly action?: Action; readonly on?: undefined }
  /** The right is judged on the draft, dossier or task in the path; `bodyTask`: on the dossier's task named in the body. */
  | { readonly by: 'session'; readonly action: Action; readonly on: TargetKind };

type TargetKind =
  'draft' | 'dossier' | 'task' | 'bodyTask' | 'account' | 'incident' | 'project' | 'handover' | 'report' | 'copy';

/** What `access.on` has loaded. A task comes with its dossier. */
interface Targets {
  readonly draft: DraftTarget;
  readonly dossier: DossierTarget;
  readonly task: TaskTarget;
  readonly bodyTask: TaskTarget;
  readonly account: AccountTarget;
  readonly incident: IncidentTarget;
  readonly project: ProjectTarget;
  readonly handover: HandoverTarget;
  readonly report: ReportTarget;
  readonly copy: CopyTarget;
  readonly none: undefined;
}

type SessionOf<A extends Access> = A extends { by: 'session' } ? Session : undefined;
type TargetOf<A extends Access> = A extends { on: infer K extends TargetKind } ? Targets[K] : undefined;
type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** How a repeated request is recognised. */
export interface Idempotency {
  /** The caller's own key. */
  readonly key: string;
  /** Key of the command: account and key. */
  readonly requestKey: string;
  readonly fingerprint: string;
}

interface RouteContext<A extends Access, P, Q, B> {
  readonly services: Services;
  readonly session: SessionOf<A>;
  readonly target: TargetOf<A>;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** Set on routes with `idempotent`. */
  readonly idempotency: Idempotency;
  /** Set on routes with `upload`. */
  readonly upload: { readonly file: UploadedFile; readonly fields: z.output<typeof uploadFieldsSchema> };
  /**
   * Compares `If-Match` with the target; a repeated request is answered before this is asked. A dossier judges the version
   * that was asked for once more when it decides: it is what this returns.
   */
  readonly checkVersion: () => number | undefined;
  readonly request: Request;
  /** Bytes of a signed call, as they came. */
  readonly rawBody: Buffer;
}

export type Answer =
  | {
      /** Takes the response over and keeps it open (server-sent events); the handler ends it. */
      readonly stream: (response: Response) => void;
    }
  | {
      readonly status?: number;
      /** JSON; Dates become ISO instants. */
      readonly body?: unknown;
      /** Version of what is shown or was written; sent as a strong ETag. */
      readonly version?: number;
      readonly headers?: Readonly<Record<string, string | string[]>>;
    }
  | {
      readonly file: Buffer | string;
      readonly mediaType: string;
      /** Offered as a download under this name; absent: shown as it is. */
      readonly fileName?: string;
    };

/** One route as data: mounting, access, validation, OpenAPI and the tests that walk every route come from it. */
export interface RouteDefinition<
  A extends Access,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, with `:name` parameters; `atRoot` routes stand as they are. */
  readonly path: string;
  readonly atRoot?: true;
  readonly tag: string;
  readonly summary: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** A multipart upload of one file (part `file`): for a component (`uploadFieldsSchema`), or `alone`. */
  readonly upload?: 'forComponent' | 'alone';
  /** Needs an Idempotency-Key. */
  readonly idempotent?: true;
  /** `If-Match`: `required` on a draft's version (judged before the handler), `optional` on a dossier's number (by it). */
  readonly ifMatch?: 'required' | 'optional';
  readonly rateLimits?: readonly RateLimitName[];
  /** Open also to somebody who has not changed a one-time secret, accepted the terms or set up a second factor yet. */
  readonly whilePending?: true;
  /** Dangerous: only to somebody who has just shown who he is; otherwise RECENT_SIGN_IN_REQUIRED. */
  readonly recentSignIn?: true;
  /** Contract of the answer; absent: no body, or a file of `produces`. */
  readonly answer?: z.ZodType;
  readonly answerStatus?: number;
  readonly produces?: string;
  /** Refusals of its own, beside those that come from the kind of route. */
  readonly refuses?: readonly ErrorCode[];
  readonly handler: (context: RouteContext<A, P, Q, B>) => Promise<Answer>;
}

/** A route whose types are settled. */
export type Route = Omit<
  RouteDefinition<Access, z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>,
  'handler'
> & { readonly handler: (context: never) => Promise<Answer> };

export function defineRoute<
  const A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(route: RouteDefinition<A, P, Q, B>): Route {
  return route;
}

export const API_PREFIX = '/api/v1';

export function fullPath(route: Pick<Route, 'path' | 'atRoot'>): string {
  return route.atRoot ? route.path : API_PREFIX + route.path;
}
