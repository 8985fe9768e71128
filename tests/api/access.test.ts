import { randomUUID } from 'node:crypto';
import { fullPath, type Route } from '../../api/http/route';
import { DEFAULT_SETTINGS } from '../../api/parts';
import { routeTable } from '../../api/route-table';
import { ApiLab, expectStatus, PASSWORD, samplePdf, type SubmittedDossier } from './api-lab';

jest.setTimeout(120_000);

let lab: ApiLab;
let dossier: SubmittedDossier;
let draftId: string;
let taskInstance: number;
beforeAll(async () => {
  lab = await ApiLab.open();
  dossier = await lab.submitted();
  draftId = (await lab.draft()).id;
  taskInstance = await lab.openTask(dossier.dossierId, 'appraise');
});
afterAll(() => lab.close());

/** The address of a route with things that exist in Đồng Xoài. */
function address(route: Route): string {
  const id = route.path.startsWith('/drafts') ? draftId : dossier.dossierId;
  const values: Record<string, string> = {
    id: route.path.startsWith('/outbox') ? '1' : id,
    instance: String(taskInstance),
    fileId: randomUUID(),
    docId: randomUUID(),
    key: 'P2.TRANSFER',
    side: 'applicant',
    regime: '2025',
    code: dossier.code,
  };
  const at = route.path.replace(/:(\w+)/g, (_all, name: string) => values[name] ?? name);
  return route.atRoot ? `/${at}` : at;
}

const call = (route: Route, as?: string) =>
  lab.call(route.method, address(route), {
    as,
    ...(route.body ? { body: { task: taskInstance } } : {}),
    ...(route.upload ? { form: uploadForm() } : {}),
  });

function uploadForm(): FormData {
  const form = new FormData();
  form.set('componentId', 'application');
  form.set('file', new Blob([new Uint8Array(samplePdf())], { type: 'application/pdf' }), 'a.pdf');
  return form;
}

const name = (route: Route) => `${route.method} ${fullPath(route)}`;
const sessionRoutes = routeTable.filter(({ access }) => access.by === 'session');

describe('every route asks who it is', () => {
  test.each(sessionRoutes.map((route) => [name(route), route] as const))(
    '%s without a session: 401',
    async (_n, route) => {
      const reply = await call(route);
      expect(reply).toMatchObject({
        status: 401,
        body: { code: 'UNAUTHENTICATED', title: 'Chưa đăng nhập hoặc phiên đã hết hạn' },
      });
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  test('nothing is open to everybody but what must be', () => {
    const open = routeTable.filter(({ access }) => access.by === 'anyone').map(name);
    expect(open.sort()).toEqual([
      'get /api/v1/openapi.json',
      'get /api/v1/public/dossiers/:code',
      'get /api/v1/sign-in/oidc',
      'get /api/v1/sign-in/oidc/callback',
      'get /api/v1/sign-in/options',
      'get /api/v1/terms',
      'get /health',
      'get /ready',
      'post /api/v1/sessions',
      'post /api/v1/sessions/second-factor',
    ]);
  });

  test.each(routeTable.filter(({ access }) => access.by === 'partner').map((route) => [name(route), route] as const))(
    '%s without a signature: 401, also for somebody signed in',
    async (_n, route) => {
      expect(await call(route)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_MISSING' } });
      expect((await call(route, 'admin')).status).toBe(401);
    },
  );
});

describe('every route with a right refuses whoever does not have it', () => {
  const withRight = sessionRoutes.filter(({ access }) => access.by === 'session' && access.action !== undefined);

  /** Who has no business with a dossier of Đồng Xoài, whatever the route. */
  const strangers = ['motcua.budang', 'canbo1.budang', 'lanhdao.budang', 'admin', 'vanhanh'];
  const lists = new Set([
    ...['/drafts', '/dossiers', '/sla', '/sla/people', '/sla/dossiers', '/escalations', '/workload', '/audit'],
    '/audit/export?format=csv',
    '/statistics?from=2026-01-01&to=2026-12-31',
    '/accounts/report?from=2026-01-01&to=2026-12-31',
    ...['/accounts', '/accounts/review', '/contractor-projects', '/handovers', '/reports'],
  ]);
  const mayByRole: Record<string, readonly string[]> = {
    'post /drafts': ['motcua.budang'],
    'get /drafts': ['motcua.budang'],
    'get /people': ['motcua.budang'],
    'get /delegations': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'post /delegations': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'get /parcels': ['motcua.budang'],
    'get /register': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'get /register.xlsx': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'get /register.pdf': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'get /dossiers': ['motcua.budang', 'canbo1.budang', 'lanhdao.budang'],
    'get /sla': ['lanhdao.budang'],
    'get /escalations': ['lanhdao.budang'],
    'get /sla/people': ['lanhdao.budang'],
    'get /sla/dossiers': ['lanhdao.budang'],
    'get /workload': ['lanhdao.budang'],
    'get /procedures/:key/:regime/heat': ['lanhdao.budang'],
    'get /statistics': ['lanhdao.budang'],
    'get /statistics.xlsx': ['lanhdao.budang'],
    'get /statistics.pdf': ['lanhdao.budang'],
    'get /accounts': ['lanhdao.budang', 'admin'],
    'get /duties': ['lanhdao.budang', 'admin'],
    'post /accounts': ['lanhdao.budang', 'admin'],
    'get /accounts/review': ['lanhdao.budang', 'admin'],
    'get /accounts/report': ['lanhdao.budang', 'admin'],
    'get /accounts/report.xlsx': ['lanhdao.budang', 'admin'],
    'get /accounts/report.pdf': ['lanhdao.budang', 'admin'],
    // Heads read of their units, administrators of the installation (A4.6, A7.2c); the operator reads no log.
    'get /audit': ['lanhdao.budang', 'admin'],
    'get /audit/export': ['lanhdao.budang', 'admin'],
    'get /audit/state': ['lanhdao.budang', 'admin'],
    'get /compliance': ['admin'],
    'get /compliance.pdf': ['admin'],
    'get /system/about': ['admin', 'vanhanh'],
    'get /system/health': ['admin', 'vanhanh'],
    'get /system/health.pdf': ['admin', 'vanhanh'],
    'get /system/backups': ['admin', 'vanhanh'],
    'get /incidents': ['admin', 'vanhanh'],
    'get /contractor-projects': ['lanhdao.budang', 'admin'],
    'post /contractor-projects': ['lanhdao.budang'],
    'get /handovers': ['lanhdao.budang', 'admin', 'vanhanh'],
    'post /handovers': ['lanhdao.budang', 'vanhanh'],
    // Heads of any unit ask for their own; the route refuses units that do not report, and those of others.
    'post /sessions/end': ['admin'],
    'get /reports': ['canbo1.budang', 'lanhdao.budang'],
    'post /reports': ['lanhdao.budang'],
    'get /portable-copies': ['admin', 'vanhanh'],
    'post /portable-copies': ['admin', 'vanhanh'],
    'get /outbox': ['admin', 'vanhanh'],
    'post /outbox/:id/retry': ['admin', 'vanhanh'],
    'get /metrics': ['admin', 'vanhanh'],
    'post /dossiers/:id/retry': ['admin', 'vanhanh'],
  };

  test.each(withRight.map((route) => [name(route), route] as const))('%s', async (_n, route) => {
    const allowed = mayByRole[`${route.method} ${route.path}`] ?? [];
    for (const stranger of strangers.filter((one) => !allowed.includes(one))) {
      const { status, body } = await call(route, stranger);
      expect(`${stranger} ${status} ${body?.code}`).toMatch(/ (403 FORBIDDEN|404 \w+_NOT_FOUND)$/);
    }
  });

  test('lists show only what lies in one’s own units (A8.2)', async () => {
    for (const path of lists) {
      const { body } = await lab.get(path, 'lanhdao.budang');
      expect(JSON.stringify(body ?? {})).not.toContain(dossier.code);
      expect(JSON.stringify(body ?? {})).not.toContain('dongxoai');
    }
    expect((await lab.get('/dossiers', 'canbo1.budang')).body.items).toEqual([]);
    expect((await lab.get('/dossiers', 'canbo1.dongxoai')).body.items).toHaveLength(1);
    expect((await lab.get('/dossiers', 'quanly')).body.items).toHaveLength(1);
  });

  test('the right of one step is not the right of another (A5.4)', async () => {
    const at = `/dossiers/${dossier.dossierId}`;
    const reply = await lab.post(`${at}/tasks/${taskInstance}/claim`, 'motcua.dongxoai');
    expect(reply).toMatchObject({ status: 403, body: { code: 'FORBIDDEN', details: { action: 'task.claim' } } });
    expect((await lab.post(`${at}/tasks/${taskInstance}/claim`, 'lanhdao.dongxoai')).status).toBe(403);
    expect((await lab.post(`${at}/stop`, 'canbo1.dongxoai', {})).status).toBe(403);
    expect((await lab.post(`${at}/withdrawal`, 'canbo1.dongxoai', {})).status).toBe(403);
    expect((await lab.post(`${at}/retry`, 'canbo1.dongxoai', { instance: 1 })).status).toBe(403);
  });

  test('ids of others tell nothing: unknown and foreign look the same', async () => {
    const foreign = await lab.get(`/dossiers/${dossier.dossierId}`, 'canbo1.budang');
    const unknown = await lab.get(`/dossiers/${randomUUID()}`, 'canbo1.budang');
    const shape = ({ status, body }: typeof foreign) => ({ status, body: { ...body, requestId: '' } });
    expect(shape(foreign)).toEqual(shape(unknown));
    const [mine, other] = [
      await lab.get(`/drafts/${draftId}`, 'motcua.budang'),
      await lab.get(`/drafts/${randomUUID()}`, 'motcua.budang'),
    ];
    expect(shape(mine)).toEqual(shape(other));
  });

  test('a file or document is found only under the dossier it belongs to', async () => {
    const uploaded = await expectStatus(
      lab.upload(`/drafts/${draftId}/files`, 'motcua.dongxoai', { bytes: samplePdf(), name: 'don.pdf' }),
      201,
    );
    const other = await lab.draft();
    expect((await lab.get(`/drafts/${draftId}/files/${uploaded.body.id}`, 'motcua.dongxoai')).status).toBe(200);
    expect(await lab.get(`/drafts/${other.id}/files/${uploaded.body.id}`, 'motcua.dongxoai')).toMatchObject({
      status: 404,
      body: { code: 'FILE_NOT_FOUND' },
    });
    expect((await lab.get(`/dossiers/${dossier.dossierId}/files/${uploaded.body.id}`, 'canbo1.dongxoai')).status).toBe(
      404,
    );
  });
});

describe('sessions', () => {
  const signIn = (username: string, password: string) =>
    lab.call('post', '/sessions', { body: { username, password } });

  test('a browser uses the cookie, and proves each change with the CSRF token', async () => {
    const { body, headers } = await expectStatus(signIn('motcua2.dongxoai', PASSWORD), 201);
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^sodo_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
    expect(cookie).not.toContain('Secure'); // http in this test
    const withCookie = { cookie: cookie.split(';')[0] ?? '' };
    expect((await lab.call('get', '/me', { headers: withCookie })).body).toMatchObject({
      username: 'motcua2.dongxoai',
    });
    const change = (headersOfChange: Record<string, string>) =>
      lab.call('post', '/drafts', {
        body: { procedureKey: 'P2.TRANSFER' },
        headers: { ...withCookie, ...headersOfChange },
      });
    expect(await change({})).toMatchObject({ status: 403, body: { code: 'CSRF_TOKEN_INVALID' } });
    expect((await change({ 'x-csrf-token': 'x'.repeat(43) })).status).toBe(403);
    expect((await change({ 'x-csrf-token': body.csrfToken as string })).status).toBe(201);

    const out = await lab.call('delete', '/sessions/current', {
      headers: { ...withCookie, 'x-csrf-token': body.csrfToken as string },
    });
    expect(out.status).toBe(204);
    expect((await lab.call('get', '/me', { headers: withCookie })).status).toBe(401);
    expect((await lab.call('get', '/me', { headers: { authorization: `Bearer ${body.token}` } })).status).toBe(401);
  });

  test('the cookie is Secure behind https', async () => {
    const secure = await ApiLab.open({ publicUrl: 'https://sodo.example' });
    try {
      const { headers } = await secure.call('post', '/sessions', { body: { username: 'admin', password: PASSWORD } });
      expect(headers.get('set-cookie')).toContain('; Secure');
      expect(headers.get('strict-transport-security')).toBeTruthy();
    } finally {
      await secure.close();
    }
  });

  test('a wrong password, an unknown name and a locked account are answered alike', async () => {
    await lab.pool.query(`update account set active = false where username = 'canbo4.budop'`);
    const replies = [
      await signIn('canbo1.dongxoai', 'sai'),
      await signIn('khong.co.ai', PASSWORD),
      await signIn('canbo4.budop', PASSWORD),
    ];
    for (const { status, body } of replies)
      expect({ status, ...body, requestId: '' }).toEqual({ ...replies[0]?.body, requestId: '', status: 401 });
    expect(replies[0]?.body.code).toBe('SIGN_IN_FAILED');
  });

  test('an account that is locked is out at once, with its open session', async () => {
    expect((await lab.get('/me', 'canbo3.budop')).status).toBe(200);
    await lab.pool.query(`update account set active = false where username = 'canbo3.budop'`);
    expect((await lab.get('/me', 'canbo3.budop')).status).toBe(401);
  });

  test.each(['', 'x', 'x'.repeat(400), '../../etc', 'Bearer'])('a token like %p is no session', async (token) => {
    const reply = await lab.call('get', '/me', {
      headers: { authorization: `Bearer ${token}`, cookie: `sodo_session=${token}` },
    });
    expect(reply.status).toBe(401);
  });

  test('answers are not kept by caches and not to be framed or run', async () => {
    const { headers } = await lab.get('/me', 'admin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('rate limits', () => {
  test('too many wrong passwords stop that name from that address, and nobody else', async () => {
    const strict = await ApiLab.open({
      rateLimits: {
        signInAddress: { windowMs: 60_000, max: 100 },
        publicStatus: { windowMs: 60_000, max: 5 },
        signedCalls: { windowMs: 60_000, max: 4 },
      },
      signIn: { ...DEFAULT_SETTINGS.signIn, lockOut: { ...DEFAULT_SETTINGS.signIn.lockOut, freeFailures: 3 } },
      trustedProxies: 1,
    });
    try {
      const attempt = (username: string, password: string) =>
        strict.call('post', '/sessions', { body: { username, password } });
      for (let n = 0; n < 3; n++) expect((await attempt('admin', 'sai')).status).toBe(401);
      const blocked = await attempt('ADMIN ', PASSWORD);
      expect(blocked).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await attempt('quanly', PASSWORD)).status).toBe(201);

      const look = () => strict.get('/public/dossiers/000.00.00.H10-231009-0001?secret=ABCDEFGH');
      for (let n = 0; n < 5; n++) expect((await look()).status).toBe(404);
      expect((await look()).status).toBe(429);

      // behind a proxy each address it tells counts by itself; what a caller claims in front of it does not
      const from = (address: string) =>
        strict.call('get', '/public/dossiers/000.00.00.H10-231009-0001?secret=ABCDEFGH', {
          headers: { 'x-forwarded-for': address },
        });
      for (let n = 0; n < 5; n++) expect((await from(`192.0.2.${n}, 198.51.100.7`)).status).toBe(404);
      expect((await from('192.0.2.9, 198.51.100.7')).status).toBe(429);
      expect((await from('198.51.100.8')).status).toBe(404);

      const forged = () => strict.signed('tax', '/integrations/tax/messages', {}, { secret: 'guessed-by-somebody' });
      for (let n = 0; n < 4; n++) expect((await forged()).status).toBe(401);
      expect(await forged()).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    } finally {
      await strict.close();
    }
  });
});
