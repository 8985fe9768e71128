import type { Request, Response } from 'express';
import type { z } from 'zod';
import { uploadFieldsSchema } from '../../contracts/draft.schema';
import { admitPartner } from '../auth/admit-partner';
import { judgeAccess } from '../auth/judge-access';
import { noteRefused } from '../auth/note-refused';
import { readSession } from '../auth/read-session';
import { refusePending, requireRecent } from '../auth/session-gates';
import type { Session } from '../../db/repositories/session-repository';
import type { AnyTarget } from '../auth/targets';
import { fingerprintOf, readIdempotencyKey, requestKeyOf } from '../idempotency';
import { ApiRefusal } from '../problem-details';
import type { Services } from '../services';
import { refuseStopped } from '../stop-orders/refuse-stopped';
import { guardJson } from './json-guard';
import type { createUploadReader } from './read-body';
import { readJsonBody } from './read-body';
import type { Answer, Route } from './route';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface RouteServer {
  readonly services: Services;
  readonly readUpload: ReturnType<typeof createUploadReader>;
}

/**
 * Serves one request of one route.
 *
 * H1. Order: what is stopped is refused at once; then who asks (and is past his first sign-in), parameters, right (with what it is judged on), recent sign-in, then body, version, handler. Nothing of a request
 *     is read before its sender is known and allowed.
 * H2. A handler gets only parsed values, and never runs for a request that fails any of this.
 */
export async function serveRoute(
  server: RouteServer,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const { services } = server;
  const { access } = route;
  await refuseStopped(services.stopOrders, route);
  const rawBody = access.by === 'partner' ? await admitPartner(services, access.partner, request, response) : undefined;
  const session = access.by === 'session' ? await readSession(services, request) : undefined;
  if (session && !route.whilePending) refusePending(services, session);
  try {
    await serveKnown(server, route, request, response, { session, rawBody });
  } catch (error) {
    if (session) {
      const { method, path } = route;
      await noteRefused({ services, session, request, method, path, id: idOf(request) }, error);
    }
    throw error;
  }
}

/** Everything after it is known who asks. */
async function serveKnown(
  server: RouteServer,
  route: Route,
  request: Request,
  response: Response,
  { session, rawBody }: { readonly session: Session | undefined; readonly rawBody: Buffer | undefined },
): Promise<void> {
  const { services } = server;
  const { access } = route;
  const params = parse(route.params, request.params, 'path') as { id?: string; instance?: number } | undefined;
  const readBody = once(async () =>
    parse(route.body, rawBody ? parseRaw(rawBody) : await bodyOf(route, request, response), 'body'),
  );
  const target =
    session && access.by === 'session'
      ? await judgeAccess(services, session, access, { params: params ?? {}, body: readBody })
      : undefined;
  if (session && route.recentSignIn) requireRecent(services, session);
  const query = parse(route.query, request.query, 'query');
  const key = route.idempotent ? readIdempotencyKey(request.get('idempotency-key')) : '';
  const body = route.body ? await readBody() : undefined;
  const upload = route.upload ? await readUpload(server, route.upload, request, response) : undefined;
  const checkGivenVersion = () => checkVersion(request.get('if-match'), route.ifMatch, target);
  if (route.ifMatch === 'required') checkGivenVersion();
  const accountId = session?.accountId ?? '';
  const context = {
    services,
    session,
    target,
    params,
    query,
    body,
    upload,
    checkVersion: checkGivenVersion,
    idempotency: {
      key,
      requestKey: requestKeyOf(accountId, key),
      fingerprint: route.idempotent ? fingerprintOf(request.method, request.originalUrl, body) : '',
    },
    request,
    rawBody: rawBody ?? Buffer.alloc(0),
  };
  const answer = await route.handler(context as never);
  if (services.settings.checkAnswers) checkAnswer(route, answer);
  send(response, route, answer);
}

/** What was asked for, by its id; ids that are none are nothing to follow up. */
function idOf({ params }: Request): string | undefined {
  const { id } = params as { readonly id?: string };
  return id !== undefined && UUID.test(id) ? id : undefined;
}

function bodyOf(route: Route, request: Request, response: Response): unknown {
  // The sign-in limiter has to see the name before, so it may have been read.
  if (request.body !== undefined) return request.body as unknown;
  return route.body ? readJsonBody(request, response) : undefined;
}

async function readUpload(
  server: RouteServer,
  kind: NonNullable<Route['upload']>,
  request: Request,
  response: Response,
) {
  const { file, fields } = await server.readUpload(request, response);
  return { file, fields: kind === 'alone' ? undefined : parse(uploadFieldsSchema, fields, 'body') };
}

function parseRaw(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ApiRefusal('JSON_INVALID', 'The body is not JSON.');
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, where: 'path' | 'query' | 'body'): unknown {
  if (!schema) return undefined;
  guardJson(value);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 50).map(({ path, message }) => ({
    path: `/${path.map(String).join('/')}`,
    message,
  }));
  throw new ApiRefusal('VALIDATION_FAILED', `The ${where} of the request is not valid.`, { where }, errors);
}

/** @returns the version asked for, `undefined` when any will do */
function checkVersion(
  ifMatch: string | undefined,
  need: Route['ifMatch'],
  target: AnyTarget | undefined,
): number | undefined {
  if (ifMatch === undefined || need === undefined) {
    if (need === 'required')
      throw new ApiRefusal('VERSION_REQUIRED', 'Send the ETag of what you are changing in the header If-Match.');
    return undefined;
  }
  const current = target && ('seq' in target ? target.seq : target.version);
  if (ifMatch.trim() === '*') return undefined;
  if (ifMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${current}"`)) return current;
  throw new ApiRefusal('VERSION_CONFLICT', 'There is a newer version: read it, then change that.', { current });
}

/** Tests only: an answer that is not what its contract says is a fault of ours. */
function checkAnswer(route: Route, answer: Answer): void {
  if ('file' in answer || 'stream' in answer || !route.answer) return;
  route.answer.parse(JSON.parse(JSON.stringify(answer.body ?? null)));
}

function send(response: Response, route: Route, answer: Answer): void {
  if ('stream' in answer) return answer.stream(response);
  if ('file' in answer) {
    const { file, mediaType, fileName } = answer;
    response.status(200).set('content-type', mediaType);
    if (fileName !== undefined) response.attachment(fileName).set('content-type', mediaType);
    response.end(file);
    return;
  }
  const { body, version, headers } = answer;
  response.status(answer.status ?? route.answerStatus ?? (body === undefined ? 204 : 200));
  if (version !== undefined) response.set('etag', `"${version}"`);
  if (headers) response.set(headers);
  if (body === undefined) {
    response.end();
    return;
  }
  response.set('content-type', 'application/json; charset=utf-8').end(JSON.stringify(body));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= work());
}
