import { randomUUID } from 'node:crypto';
import { ownRoutes } from '../../../api/own-routes';
import type { Route } from '../../../api/http/route';
import { ApiLab, PASSWORD } from '../api-lab';

jest.setTimeout(180_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

const PAYLOADS = [`'; drop table account; --`, `x' or '1'='1`, '%', '_', '\\', '"', '$1', '../../etc/passwd', '\u0000'];
/** Who may ask for most things: nothing of the query is read for whoever may not. */
const ASKERS = ['quanly', 'admin', 'motcua.dongxoai', 'canbo1.dongxoai'];

/** Every text a query of the api may carry, one at a time. */
const places = ownRoutes.flatMap((route) => {
  if (route.method !== 'get' || route.access.by !== 'session' || route.path === '/events') return [];
  return queryNames(route).map((name) => [`${route.path}?${name}`, route, name] as const);
});

function queryNames({ query }: Route): string[] {
  const { shape } = (query ?? {}) as { readonly shape?: Readonly<Record<string, unknown>> };
  return Object.keys(shape ?? {});
}

function addressOf(route: Route, query: string): string {
  const values: Readonly<Record<string, string>> = {
    key: 'P2.TRANSFER',
    regime: '2025',
    side: 'applicant',
    instance: '1',
  };
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => values[name] ?? randomUUID());
  return `${path}?${query}`;
}

async function countAccounts(): Promise<number> {
  const { rows } = await lab.pool.query<{ count: number }>('select count(*)::int as count from account');
  return rows[0]?.count ?? 0;
}

describe('what stands in a query is data, never a part of a statement or a path (ASVS 1.2.4, 1.2.5)', () => {
  test('there are queries to try', () => {
    expect(places.length).toBeGreaterThan(40);
  });

  test.each(places)('%s', async (_name, route, name) => {
    const before = await countAccounts();
    for (const payload of PAYLOADS)
      for (const as of ASKERS) {
        const fixed = ['from', 'to'].includes(name) ? '' : '&from=2026-01-01&to=2026-01-31';
        const rest = queryNames(route).includes('from') ? fixed : '';
        const reply = await lab.get(addressOf(route, `${name}=${encodeURIComponent(payload)}${rest}`), as);
        expect(`${JSON.stringify(payload)} ${as} ${reply.status}`).toMatch(/ (200|400|403|404|422)$/);
      }
    expect(await countAccounts()).toBe(before);
  });
});

describe('what stands in a body', () => {
  test('changes no prototype (ASVS 1.5): a member of that name is refused', async () => {
    const body = `{"__proto__":{"isAdmin":true},"username":"admin","password":"${PASSWORD}"}`;
    const headers = { 'content-type': 'application/json' };
    for (const text of [body, body.replace('__proto__', 'constructor')]) {
      const reply = await lab.call('post', '/sessions', { body: text, headers });
      expect([400, 422]).toContain(reply.status);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('sets nothing the message has no place for (mass assignment, ASVS 15.3.3)', async () => {
    const report = { class: 'linkFailure', description: 'Không gửi được phiếu' };
    for (const extra of [{ status: 'closed' }, { number: 1 }, { reportedBy: 'admin' }, { roles: ['admin'] }]) {
      const reply = await lab.post('/incidents', 'motcua.dongxoai', { ...report, ...extra });
      expect(reply).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    }
  });
});

describe('a session is never the one somebody brought along (fixation, ASVS 7.2.4)', () => {
  test('a sign-in makes a new one, whatever cookie came with it, and the brought one opens nothing', async () => {
    const brought = 'a'.repeat(43);
    const reply = await lab.call('post', '/sessions', {
      body: { username: 'canbo1.dongxoai', password: PASSWORD },
      headers: { cookie: `sodo_session=${brought}` },
    });
    expect(reply.status).toBe(201);
    expect((reply.body as { token: string }).token).not.toBe(brought);
    expect(reply.headers.get('set-cookie') ?? '').not.toContain(brought);
    const after = await lab.call('get', '/me', { headers: { cookie: `sodo_session=${brought}` } });
    expect(after.status).toBe(401);
  });

  test('signing in again leaves the earlier session as it was and shares nothing with it', async () => {
    const tokens = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await lab.call('post', '/sessions', {
          body: { username: 'canbo2.dongxoai', password: PASSWORD },
        });
        return (body as { token: string }).token;
      }),
    );
    expect(new Set(tokens).size).toBe(2);
  });
});
