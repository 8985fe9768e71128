import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../contracts/error-codes';
import { uploadFieldsSchema } from '../contracts/draft.schema';
import { problemSchema } from '../contracts/problem.schema';
import { CSRF_HEADER, SESSION_COOKIE } from './auth/read-session';
import { fullPath, type Route } from './http/route';
import { functionOfRoute } from './stop-orders/function-of-route';

type Json = Record<string, unknown>;

/** OpenAPI 3.1, generated from the route table: it cannot say anything else than what is served. */
export function describeApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = fullPath(route).replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Sodo',
      version: '1.0.0',
      description: 'Hồ sơ đất đai: tiếp nhận, giải quyết, theo dõi thời hạn và liên thông.',
    },
    paths,
    components: {
      schemas: { Problem: toSchema(problemSchema, 'output'), JsonValue: jsonValue },
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: SESSION_COOKIE,
          description: `Called __Host-${SESSION_COOKIE} over https. Changes also need ${CSRF_HEADER}.`,
        },
        bearer: { type: 'http', scheme: 'bearer' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'x-sodo-signature',
          description: 'HMAC-SHA256 with x-sodo-key-id, x-sodo-timestamp and x-sodo-nonce.',
        },
      },
    },
  };
}

function describeRoute(route: Route): Json {
  const body = requestBody(route);
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    security: securityOf(route),
    ...(route.access.by === 'session' && route.access.action ? { 'x-right': route.access.action } : {}),
    parameters: parametersOf(route),
    ...(body ? { requestBody: body } : {}),
    responses: responsesOf(route),
  };
}

function operationId({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^:/, 'by-').replace(/[^A-Za-z0-9]+/g, '-'));
  return [method, ...words].join('-');
}

function securityOf({ access }: Route): Json[] {
  if (access.by === 'anyone') return [];
  return access.by === 'partner' ? [{ signature: [] }] : [{ cookie: [] }, { bearer: [] }];
}

function parametersOf(route: Route): Json[] {
  const header = (name: string, required: boolean, description: string) => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...fieldsOf(route.params, 'path'),
    ...fieldsOf(route.query, 'query'),
    ...(route.idempotent
      ? [header('Idempotency-Key', true, 'New for each action; the same when it is repeated.')]
      : []),
    ...(route.ifMatch
      ? [
          header(
            'If-Match',
            route.ifMatch === 'required',
            'ETag of what was read: refused with 412 when it has changed.',
          ),
        ]
      : []),
  ];
}

function fieldsOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }));
}

function requestBody(route: Route): Json | undefined {
  if (route.upload) {
    const fields =
      route.upload === 'alone'
        ? { properties: {}, required: [] }
        : (toSchema(uploadFieldsSchema, 'input') as { properties: Json; required: string[] });
    const schema = {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' }, ...fields.properties },
      required: ['file', ...fields.required],
    };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  if (!route.body) return undefined;
  const optional = route.body.safeParse(undefined).success;
  return { required: !optional, content: { 'application/json': { schema: toSchema(route.body, 'input') } } };
}

function responsesOf(route: Route): Json {
  const status = String(route.answerStatus ?? (route.answer || route.produces ? 200 : 204));
  const content = route.produces
    ? { [route.produces]: { schema: { type: 'string', format: 'binary' } } }
    : route.answer && { 'application/json': { schema: toSchema(route.answer, 'output') } };
  const responses: Json = { [status]: { description: 'Done.', ...(content ? { content } : {}) } };
  for (const [problemStatus, codes] of codesByStatus(codesOf(route))) {
    responses[problemStatus] = {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return responses;
}

/** The refusals a route may answer with: its own, and those of its kind. */
export function codesOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(route.refuses ?? []);
  const add = (...more: ErrorCode[]) => more.forEach((code) => codes.add(code));
  const { access } = route;
  if (access.by === 'session') {
    add('UNAUTHENTICATED');
    if (access.action) add('FORBIDDEN');
    if (!route.whilePending) add('PASSWORD_CHANGE_REQUIRED', 'TERMS_NOT_ACCEPTED', 'SECOND_FACTOR_ENROLMENT_REQUIRED');
    if (route.recentSignIn) add('RECENT_SIGN_IN_REQUIRED');
    if (route.method !== 'get') add('CSRF_TOKEN_INVALID');
  }
  if (route.method !== 'get') add('CROSS_SITE_REFUSED');
  if (functionOfRoute(route) !== null) add('FUNCTION_STOPPED');
  if (access.by === 'partner')
    add('SIGNATURE_MISSING', 'SIGNATURE_UNKNOWN_KEY', 'SIGNATURE_INVALID', 'SIGNATURE_EXPIRED', 'SIGNATURE_REPLAYED');
  if (route.body) add('JSON_INVALID', 'BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED');
  if (route.upload)
    add(
      'FILE_REQUIRED',
      'FILE_EMPTY',
      'FILE_TOO_LARGE',
      'FILE_TYPE_REFUSED',
      'FILE_TYPE_MISMATCH',
      'MEDIA_TYPE_UNSUPPORTED',
    );
  if (route.params || route.query || route.body || route.upload) add('VALIDATION_FAILED');
  if (route.idempotent) add('IDEMPOTENCY_KEY_REQUIRED', 'IDEMPOTENCY_KEY_REUSED');
  if (route.ifMatch) add('VERSION_CONFLICT');
  if (route.ifMatch === 'required') add('VERSION_REQUIRED');
  add('TEMPORARILY_UNAVAILABLE', 'INTERNAL_ERROR');
  return [...codes];
}

function codesByStatus(codes: readonly ErrorCode[]): Map<string, ErrorCode[]> {
  const byStatus = new Map<string, ErrorCode[]>();
  for (const code of codes) {
    const status = String(errorCodes[code].status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

/** Any JSON: the one recursive shape there is. */
const jsonValue: Json = {
  anyOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    { type: 'array', items: { $ref: '#/components/schemas/JsonValue' } },
    { type: 'object', additionalProperties: { $ref: '#/components/schemas/JsonValue' } },
  ],
};

/** References inside a generated schema point into itself; in this document they must point to its components. */
function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  const { $schema: _dialect, $defs: _recursive, ...shape } = described;
  const text = JSON.stringify(shape).replace(/"#\/\$defs\/[^"]+"/g, '"#/components/schemas/JsonValue"');
  return JSON.parse(text) as Json;
}
