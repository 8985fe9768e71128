import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { API_PREFIX, fullPath } from '../../api/http/route';
import { codesOf } from '../../api/openapi';
import { routeTable } from '../../api/route-table';
import { errorCodes, isErrorCode } from '../../contracts/error-codes';
import { ApiLab, expectStatus } from './api-lab';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../..');
let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

interface Description {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<
      string,
      { readonly operationId: string; readonly responses: object; readonly parameters: { name: string; in: string }[] }
    >
  >;
  readonly components: { readonly schemas: Record<string, object> };
}
const describeApi = async () => (await expectStatus(lab.get('/openapi.json'), 200)).body as Description;

describe('the description of the api', () => {
  test('names exactly the routes that are mounted', async () => {
    const { openapi, paths } = await describeApi();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths).flatMap(([at, methods]) =>
      Object.keys(methods).map((method) => `${method} ${at}`),
    );
    const mounted = routeTable.map((route) => `${route.method} ${fullPath(route).replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(mounted.sort());
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every path parameter is described, and every reference leads somewhere', async () => {
    const description = await describeApi();
    for (const [at, methods] of Object.entries(description.paths)) {
      const inPath = [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
    }
    for (const [, name] of JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = name
        ?.split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], description);
      expect({ name, found: typeof target }).toEqual({ name, found: 'object' });
    }
  });

  test('its schemas are valid JSON Schema 2020-12', async () => {
    const description = await describeApi();
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema({ ...description, $id: 'https://sodo.example/openapi' }, undefined, undefined, false);
    let checked = 0;
    for (const operation of Object.values(description.paths).flatMap((methods) => Object.values(methods))) {
      for (const response of Object.values(
        operation.responses as Record<string, { content?: Record<string, { schema: object }> }>,
      )) {
        for (const { schema } of Object.values(response.content ?? {})) {
          const text = JSON.stringify(schema).replaceAll('"#/', '"https://sodo.example/openapi#/');
          expect(() => ajv.compile(JSON.parse(text) as object)).not.toThrow();
          checked += 1;
        }
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  test('nothing answers outside of it; a known address says which methods it takes', async () => {
    expect(await lab.get('/nothing-here', 'admin')).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } });
    expect(await lab.get('//')).toMatchObject({ status: 404 });
    expect((await lab.get('/dossiers/%E0%A4%A', 'admin')).status).toBe(404);
    for (const [at, methods] of new Map(
      routeTable.map((route) => [
        fullPath(route),
        routeTable.filter((other) => fullPath(other) === fullPath(route)).map(({ method }) => method),
      ]),
    )) {
      if (methods.includes('delete')) continue;
      const reply = await lab.call('delete', at.startsWith(API_PREFIX) ? at.slice(API_PREFIX.length) : `/${at}`);
      expect({ at, status: reply.status }).toEqual({ at, status: 405 });
      expect(reply.headers.get('allow')).toBe(methods.map((method) => method.toUpperCase()).join(', '));
    }
  });
});

describe('error codes', () => {
  const codes = Object.keys(errorCodes);

  test.each(codes)('%s has a page that says what it means and what to do', (code) => {
    const page = readFileSync(path.join(root, 'docs/errors', `${code}.md`), 'utf8');
    expect(page).toContain(`# ${code}`);
    expect(page).toContain(`HTTP ${errorCodes[code as keyof typeof errorCodes].status}`);
    expect(page).toMatch(/\*\*How to mend:\*\* .{15}/);
  });

  test('every code the dossier and its clock can refuse with has a status', () => {
    const folders = ['domain/dossier', 'domain/clock', 'domain/engine'];
    // Raised only at publication, by the scenario runner, or towards connectors, which are not HTTP.
    const never = new Set([
      'TIME_LIMIT_INVALID',
      'CALENDAR_INVALID',
      'DATE_INVALID',
      'INSTANT_INVALID',
      'PAUSE_ALREADY_OPEN',
      'PAUSE_NOT_OPEN',
      'ENGINE_STEP_LIMIT',
      'START_EVENT_UNKNOWN',
      'START_NEEDS_MESSAGE',
      'PROCESS_NOT_RUNNING',
      'TIMER_NOT_DUE',
      'TIMER_NOT_SET',
      'NOT_A_USER_TASK',
      'NO_JOB_OPEN',
      'ELEMENT_UNKNOWN',
    ]);
    const raised = new Set<string>();
    for (const folder of folders)
      for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }))
        if (file.endsWith('.ts'))
          for (const [, code] of readFileSync(path.join(root, folder, file), 'utf8').matchAll(
            /new Refusal\(\s*'([A-Z_]+)'/g,
          ))
            raised.add(code ?? '');
    expect(raised.size).toBeGreaterThan(20);
    expect([...raised].filter((code) => !never.has(code) && !isErrorCode(code))).toEqual([]);
  });

  test('every code stands in the description of some route, but those that belong to none', () => {
    const described = new Set(routeTable.flatMap(codesOf));
    const ofNoRoute = [
      'ROUTE_NOT_FOUND',
      'METHOD_NOT_ALLOWED',
      'DEADLINE_TIME_REVERSED',
      'MESSAGE_NOT_AWAITED',
      'NO_DEADLINE',
    ];
    expect(
      Object.keys(errorCodes)
        .filter((code) => !described.has(code as never))
        .sort(),
    ).toEqual(ofNoRoute.sort());
  });
});

describe('whatever is sent', () => {
  const junk = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '..',
      '%00',
      '-1',
      '9'.repeat(30),
      'null',
      "' or 1=1",
      '00000000-0000-0000-0000-000000000000',
      '\u202e',
      'é'.repeat(50),
    ),
  );
  /** An address cannot carry half a surrogate pair. */
  const wellFormed = (text: string) => text.replace(/[\ud800-\udfff]/gu, '?');
  const json = fc.jsonValue({ maxDepth: 3 });

  test('no request is answered with a fault of ours', async () => {
    const people = ['motcua.dongxoai', 'canbo1.dongxoai', 'lanhdao.dongxoai', 'admin', 'vanhanh'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routeTable.filter(({ path: at }) => at !== '/ready' && !at.startsWith('/sessions'))),
        fc.array(junk, { minLength: 3, maxLength: 3 }),
        fc.dictionary(fc.constantFrom('q', 'limit', 'cursor', 'view', 'status', 'from', 'secret', 'failed'), junk, {
          maxKeys: 4,
        }),
        json,
        fc.constantFrom(...people),
        async (route, parts, query, body, as) => {
          let next = 0;
          const at = route.path.replace(/:\w+/g, () => encodeURIComponent(wellFormed(parts[next++] ?? '') || 'x'));
          const search = new URLSearchParams(
            Object.entries(query).map(([key, value]): [string, string] => [key, wellFormed(value)]),
          ).toString();
          const reply = await lab.call(route.method, `${route.atRoot ? '/' : ''}${at}${search ? `?${search}` : ''}`, {
            as,
            ...(route.method === 'post' || route.method === 'put' ? { body } : {}),
            headers: { 'if-match': '"1"' },
          });
          expect({ route: fullPath(route), status: reply.status < 500, code: reply.body?.code }).toEqual({
            route: fullPath(route),
            status: true,
            code: reply.body?.code,
          });
          if (reply.status >= 400) expect(isErrorCode(reply.body.code as string)).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the state of the process', () => {
  test('is told to whoever runs it', async () => {
    expect(await lab.get('//health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await lab.get('//ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', parts: { postgres: true, temporal: true } },
    });
    const metrics = await lab.get('//metrics', 'vanhanh');
    expect(metrics.bytes.toString('utf8')).toMatch(
      /sodo_http_request_seconds_count\{method="GET",route="\/health",status="200"\} \d+\n/,
    );
    expect(metrics.bytes.toString('utf8')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });
});
