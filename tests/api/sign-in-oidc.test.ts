import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_SETTINGS, type OidcSettings } from '../../api/parts';
import { totpAt } from '../../platform/totp';
import { OIDC_CLIENT as CLIENT, ProviderProcess } from '../support/oidc-provider-process';
import { ApiLab, PASSWORD } from './api-lab';
import { Browser } from './browser';

jest.setTimeout(120_000);

const CALLBACK = '/api/v1/sign-in/oidc/callback';

let provider: ProviderProcess;
let lab: ApiLab;
const withOidc = (oidc: Partial<OidcSettings>) => ({
  ...DEFAULT_SETTINGS.signIn,
  secondFactorRoles: [],
  oidc: {
    issuer: provider.issuer,
    ...CLIENT,
    claim: 'sub' as const,
    label: 'Tài khoản tỉnh',
    timeoutMs: 5_000,
    ...oidc,
  },
});

beforeAll(async () => {
  provider = await ProviderProcess.start(`http://localhost${CALLBACK}`);
  lab = await ApiLab.open({ signIn: withOidc({}) });
  await lab.pool.query(`update account set oidc_subject = 'sub-' || username where username like '%.bugiamap'`);
});
afterAll(async () => {
  await lab?.close();
  await provider?.stop();
});

const pathOf = (address: string | null) => {
  const { pathname, search } = new URL(address ?? '', 'http://localhost');
  return pathname + search;
};
const begin = async (browser: Browser, next = '/inbox') => {
  const { status, headers } = await browser.ask('get', `/sign-in/oidc?next=${encodeURIComponent(next)}`);
  expect(status).toBe(302);
  return headers.get('location') ?? '';
};
/** The whole way; @returns where the browser ends up in the web app. */
const travel = async (browser: Browser, next?: string) => {
  const back = await provider.visit(await begin(browser, next));
  const { status, headers } = await browser.ask('get', pathOf(back));
  expect(status).toBe(302);
  return headers.get('location');
};

describe('single sign-on', () => {
  it('is offered, and asks the provider with PKCE, state and nonce', async () => {
    const browser = new Browser(lab);
    expect((await browser.ask('get', '/sign-in/options')).body.oidc).toEqual({ label: 'Tài khoản tỉnh' });
    const address = new URL(await begin(browser));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'sodo',
      scope: 'openid',
      redirect_uri: `http://localhost${CALLBACK}`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{40,}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{40,}$/) as string,
    });
    const sealed = browser.cookie('sodo_oidc') ?? '';
    expect(sealed).not.toContain(address.searchParams.get('state'));
  });

  it('opens the account the office has linked, where the person wanted to go', async () => {
    await provider.name('sub-canbo1.bugiamap');
    const browser = new Browser(lab);
    expect(await travel(browser, '/dossiers?q=a b')).toBe('/');
    expect(await travel(browser, '/dossiers?q=abc')).toBe('/dossiers?q=abc');
    expect((await browser.ask('get', '/me')).body.username).toBe('canbo1.bugiamap');
    expect((await browser.ask('get', '/me/sessions')).body.items[0]).toMatchObject({ method: 'oidc', current: true });
    expect(browser.cookie('sodo_oidc')).toBeUndefined();
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'goes nowhere else afterwards: %s',
    async (next) => {
      await provider.name('sub-canbo1.bugiamap');
      expect(await travel(new Browser(lab), next)).toBe('/');
    },
  );

  it('never makes an account: whom the office does not know stays out', async () => {
    const count = async () => (await lab.pool.query('select from account')).rowCount;
    const before = await count();
    await provider.name('somebody-else');
    const browser = new Browser(lab);
    expect(await travel(browser)).toBe('/sign-in?problem=OIDC_ACCOUNT_UNKNOWN');
    expect(browser.cookie('sodo_session')).toBeUndefined();
    expect(await count()).toBe(before);
  });

  it('does not open a locked account', async () => {
    await lab.pool.query(`update account set active = false where username = 'canbo2.bugiamap'`);
    await provider.name('sub-canbo2.bugiamap');
    expect(await travel(new Browser(lab))).toBe('/sign-in?problem=OIDC_ACCOUNT_UNKNOWN');
  });

  it('asks for the second factor, too, where the account has one', async () => {
    await provider.name('sub-canbo3.bugiamap');
    const browser = new Browser(lab);
    await travel(browser);
    await browser.ask('get', '/sessions/current');
    const { body } = await browser.ask('post', '/me/second-factor');
    const code = (aheadMs: number) => totpAt(body.secret as string, new Date(Date.now() + aheadMs));
    expect((await browser.ask('post', '/me/second-factor/confirm', { body: { code: code(0) } })).status).toBe(200);
    const again = new Browser(lab);
    expect(await travel(again)).toBe('/sign-in?step=code&next=%2Finbox');
    expect((await again.ask('get', '/me')).status).toBe(401);
    expect(again.cookie('sodo_challenge')).toBeDefined();
    const step = await again.ask('post', '/sessions/second-factor', { body: { code: code(30_000) } });
    expect(step.status).toBe(201);
    expect((await again.ask('get', '/me')).body.username).toBe('canbo3.bugiamap');
  });
});

describe('what comes back', () => {
  const failed = '/sign-in?problem=OIDC_FAILED';
  let browser: Browser;
  let back: string;
  beforeEach(async () => {
    await provider.name('sub-canbo4.bugiamap');
    browser = new Browser(lab);
    back = pathOf(await provider.visit(await begin(browser)));
  });
  const bring = async (by: Browser, address: string) => (await by.ask('get', address)).headers.get('location');
  const stayedOut = async (by: Browser) => expect((await by.ask('get', '/me')).status).toBe(401);

  it('is refused with another state', async () => {
    const address = new URL(back, 'http://localhost');
    address.searchParams.set('state', 'x'.repeat(43));
    expect(await bring(browser, pathOf(address.href))).toBe(failed);
    await stayedOut(browser);
  });

  it('is refused in a browser that did not begin it', async () => {
    const other = new Browser(lab);
    expect(await bring(other, back)).toBe(failed);
    await begin(other);
    expect(await bring(other, back)).toBe(failed);
    await stayedOut(other);
  });

  it('is taken once: the same code with the same cookie is refused', async () => {
    const journey = browser.cookie('sodo_oidc') ?? '';
    expect(await bring(browser, back)).toBe('/inbox');
    const replaying = new Browser(lab);
    replaying.setCookie('sodo_oidc', journey);
    expect(await bring(replaying, back)).toBe(failed);
    await stayedOut(replaying);
  });

  it('is refused when the token was made for another nonce', async () => {
    const address = new URL(await begin(browser));
    address.searchParams.set('nonce', 'n'.repeat(43));
    expect(await bring(browser, pathOf(await provider.visit(address.href)))).toBe(failed);
    await stayedOut(browser);
  });

  it('is refused when the code was asked for with another verifier (PKCE)', async () => {
    const address = new URL(await begin(browser));
    address.searchParams.set('code_challenge', 'c'.repeat(43));
    expect(await bring(browser, pathOf(await provider.visit(address.href)))).toBe(failed);
    await stayedOut(browser);
  });

  it('is refused after ten minutes, without a code, and with a cookie that was changed', async () => {
    lab.aheadMs = 11 * 60_000;
    expect(await bring(browser, back)).toBe(failed);
    lab.aheadMs = 0;
    await begin(browser);
    expect(await bring(browser, `${CALLBACK}?error=access_denied&state=x`)).toBe(failed);
    const changed = new Browser(lab);
    await begin(changed);
    changed.setCookie(
      'sodo_oidc',
      (changed.cookie('sodo_oidc') ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    expect(await bring(changed, back)).toBe(failed);
  });
});

describe('by user name', () => {
  it('opens the account of that name, where the office says that the provider’s names are its own', async () => {
    const byName = await ApiLab.open({ signIn: withOidc({ claim: 'preferred_username' }) });
    try {
      await provider.name('whatever', 'CanBo1.BuGiaMap');
      const browser = new Browser(byName);
      expect(await travel(browser)).toBe('/inbox');
      expect((await browser.ask('get', '/me')).body.username).toBe('canbo1.bugiamap');
      await provider.name('whatever', '');
      expect(await travel(new Browser(byName))).toBe('/sign-in?problem=OIDC_FAILED');
    } finally {
      await byName.close();
    }
  });
});

describe('without the provider', () => {
  it('says so plainly in time, and the password goes on opening the account', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const issuers = ['http://127.0.0.1:1', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`];
    try {
      for (const issuer of issuers) {
        const cut = await ApiLab.open({ signIn: withOidc({ issuer, timeoutMs: 500 }) });
        try {
          const browser = new Browser(cut);
          const { status, headers } = await browser.ask('get', '/sign-in/oidc?next=/inbox');
          expect([status, headers.get('location')]).toEqual([302, '/sign-in?problem=OIDC_UNAVAILABLE']);
          expect((await browser.signIn('canbo1.bugiamap', PASSWORD)).status).toBe(201);
        } finally {
          await cut.close();
        }
      }
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  it('that is not configured there is no such address', async () => {
    const plain = await ApiLab.open();
    try {
      const browser = new Browser(plain);
      expect((await browser.ask('get', '/sign-in/options')).body.oidc).toBeNull();
      for (const at of ['/sign-in/oidc', '/sign-in/oidc/callback?code=x&state=y'])
        expect(await browser.ask('get', at)).toMatchObject({ status: 404, body: { code: 'OIDC_NOT_CONFIGURED' } });
    } finally {
      await plain.close();
    }
  });
});
