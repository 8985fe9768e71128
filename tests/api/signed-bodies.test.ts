import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { signRequest } from '../../platform/request-signature';
import { ApiLab, ONE_STOP_SECRET } from './api-lab';

jest.setTimeout(60_000);

let lab: ApiLab;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(() => lab.close());

/** Announces a long body and never sends it: whoever is answered was judged without it. */
function announce(path: string, headers: Record<string, string>, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${lab.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-length': bytes },
    });
    call.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      call.destroy();
    });
    call.on('error', reject);
    call.write('{');
  });
}

function headersOf(
  partner: 'tax' | 'one-stop',
  path: string,
  changes: Partial<Parameters<typeof signRequest>[0]> = {},
) {
  const nonce = randomUUID();
  const secret = partner === 'tax' ? 'test-only-tax-link-secret' : ONE_STOP_SECRET;
  const signed = { method: 'POST', path: `/api/v1${path}`, body: '', keyId: partner, secret, now: new Date(), nonce };
  return { ...signRequest({ ...signed, ...changes }) };
}

const ONE_STOP = '/integrations/one-stop/dossiers';
const TAX = '/integrations/tax/messages';

test.each<[string, number, () => Promise<number>]>([
  ['no signature', 401, () => announce(ONE_STOP, {}, 60_000_000)],
  ['an unknown key', 401, () => announce(ONE_STOP, headersOf('one-stop', ONE_STOP, { keyId: 'nobody' }), 60_000_000)],
  [
    'a time outside the window',
    401,
    () => announce(ONE_STOP, headersOf('one-stop', ONE_STOP, { now: new Date(Date.now() - 600_000) }), 60_000_000),
  ],
  ['more than any dossier has', 413, () => announce(ONE_STOP, headersOf('one-stop', ONE_STOP), 70_000_000)],
  ['more than any tax message has', 413, () => announce(TAX, headersOf('tax', TAX), 2_000_000)],
])('a signed call with %s is refused with %i before its body is read', async (_what, status, call) => {
  expect(await call()).toBe(status);
});
