import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  admitSignedCall,
  signRequest,
  judgeSignatureHeaders,
  verifySignature,
  type NonceStore,
  type SigningInput,
  type VerificationInput,
} from '../../../platform/request-signature';

const NOW = new Date('2026-11-22T03:00:00.000Z');
const SECRETS = { tax: 'secret-of-the-tax-link', 'tax-next': 'the-next-secret' };

function givenCall(change: Partial<SigningInput> = {}): SigningInput {
  return {
    method: 'POST',
    path: '/integrations/tax/messages?x=1',
    body: '{"soTien":4250000}',
    keyId: 'tax',
    secret: SECRETS.tax,
    now: NOW,
    nonce: '0123456789abcdef',
    ...change,
  };
}

function givenVerification(call: SigningInput, change: Partial<VerificationInput> = {}): VerificationInput {
  const { method, path, body } = call;
  return { method, path, body, headers: { ...signRequest(call) }, secrets: SECRETS, now: NOW, ...change };
}

function createStore(): NonceStore & { claims: [string, string, Date][] } {
  const claims: [string, string, Date][] = [];
  return {
    claims,
    claim(keyId, nonce, expiresAt) {
      const fresh = !claims.some((claim) => claim[0] === keyId && claim[1] === nonce);
      claims.push([keyId, nonce, expiresAt]);
      return Promise.resolve(fresh);
    },
  };
}

describe('signRequest', () => {
  it('given a call, then the signature is the HMAC of the five agreed lines', () => {
    const call = givenCall({ method: 'post' });
    const bodyHash = createHash('sha256').update('{"soTien":4250000}').digest('hex');
    const lines = `POST\n/integrations/tax/messages?x=1\n2026-11-22T03:00:00.000Z\n0123456789abcdef\n${bodyHash}`;
    expect(signRequest(call)).toEqual({
      'x-sodo-key-id': 'tax',
      'x-sodo-timestamp': '2026-11-22T03:00:00.000Z',
      'x-sodo-nonce': '0123456789abcdef',
      'x-sodo-signature': createHmac('sha256', SECRETS.tax).update(lines).digest('hex'),
    });
  });

  it.each(['', 'short', 'with\nnew-line-000000', 'x'.repeat(129)])(
    'given the nonce %j, then it is a fault',
    (nonce) => {
      expect(() => signRequest(givenCall({ nonce }))).toThrow('nonce');
    },
  );

  it('given an empty secret, then it is a fault', () => {
    expect(() => signRequest(givenCall({ secret: '' }))).toThrow('secret');
  });
});

describe('verifySignature', () => {
  it('given any call, when verified as it was signed, then it is let in', () => {
    fc.assert(
      fc.property(fc.string(), fc.webPath(), fc.uint8Array(), fc.uuid(), (method, path, bytes, nonce) => {
        const call = givenCall({ method, path, body: Buffer.from(bytes), nonce });
        expect(verifySignature(givenVerification(call))).toMatchObject({ ok: true, keyId: 'tax', nonce });
      }),
    );
  });

  it('given any call, when one byte of the body differs, then SIGNATURE_INVALID', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at % changed.length]! ^= flip;
        const input = givenVerification(givenCall({ body: Buffer.from(bytes) }), { body: changed });
        expect(verifySignature(input)).toEqual({ ok: false, code: 'SIGNATURE_INVALID' });
      }),
    );
  });

  it.each<[string, Partial<VerificationInput>]>([
    ['another method', { method: 'PUT' }],
    ['another path', { path: '/integrations/tax/messages' }],
    ['another body', { body: '{"soTien":1}' }],
  ])('given %s, then SIGNATURE_INVALID', (_what, change) => {
    const check = verifySignature(givenVerification(givenCall(), change));
    expect(check).toEqual({ ok: false, code: 'SIGNATURE_INVALID' });
  });

  it.each<[string, string | string[]]>([
    ['x-sodo-nonce', 'fedcba9876543210'],
    ['x-sodo-nonce', '../etc'],
    ['x-sodo-timestamp', '2026-11-22T03:00:01.000Z'],
    ['x-sodo-timestamp', '2026-11-22 03:00:00Z'],
    ['x-sodo-timestamp', 'now'],
    ['x-sodo-key-id', 'tax-next'],
    ['x-sodo-signature', 'a'.repeat(64)],
    ['x-sodo-signature', 'abc'],
    ['x-sodo-signature', ['a'.repeat(64), 'b'.repeat(64)]],
  ])('given the header %s = %j, then SIGNATURE_INVALID', (name, value) => {
    const input = givenVerification(givenCall());
    const check = verifySignature({ ...input, headers: { ...input.headers, [name]: value } });
    expect(check).toEqual({ ok: false, code: 'SIGNATURE_INVALID' });
  });

  it.each(['x-sodo-key-id', 'x-sodo-timestamp', 'x-sodo-nonce', 'x-sodo-signature'])(
    'given no %s, then SIGNATURE_MISSING',
    (name) => {
      const input = givenVerification(givenCall());
      const check = verifySignature({ ...input, headers: { ...input.headers, [name]: undefined } });
      expect(check).toEqual({ ok: false, code: 'SIGNATURE_MISSING' });
    },
  );

  it.each(['land', 'constructor', '__proto__'])('given the key id %s, then SIGNATURE_UNKNOWN_KEY', (keyId) => {
    const check = verifySignature(givenVerification(givenCall({ keyId })));
    expect(check).toEqual({ ok: false, code: 'SIGNATURE_UNKNOWN_KEY' });
  });

  it('given a key without a secret, then SIGNATURE_UNKNOWN_KEY', () => {
    const check = verifySignature(givenVerification(givenCall(), { secrets: { tax: '' } }));
    expect(check).toEqual({ ok: false, code: 'SIGNATURE_UNKNOWN_KEY' });
  });

  it('given two keys during a change of keys, then each is accepted with its own secret', () => {
    const next = givenCall({ keyId: 'tax-next', secret: SECRETS['tax-next'] });
    expect(verifySignature(givenVerification(next))).toMatchObject({ ok: true, keyId: 'tax-next' });
  });

  it.each([
    [-300_000, true],
    [300_000, true],
    [-300_001, false],
    [300_001, false],
  ])('given a clock %d ms away, then let in: %s', (skew, accepted) => {
    const check = verifySignature(givenVerification(givenCall({ now: new Date(NOW.getTime() + skew) })));
    expect(check.ok ? 'ok' : check.code).toBe(accepted ? 'ok' : 'SIGNATURE_EXPIRED');
  });

  it('given a window of ten seconds, then eleven are too many', () => {
    const call = givenCall({ now: new Date(NOW.getTime() - 11_000) });
    expect(verifySignature(givenVerification(call, { windowSeconds: 10 }))).toEqual({
      ok: false,
      code: 'SIGNATURE_EXPIRED',
    });
  });

  it('S2: given an old timestamp, then the call is refused by its headers alone', () => {
    const call = givenCall({ now: new Date('2020-01-01T00:00:00.000Z'), secret: 'guessed' });
    const { headers, secrets, now } = givenVerification(call);
    expect(judgeSignatureHeaders({ headers, secrets, now })).toEqual({ ok: false, code: 'SIGNATURE_EXPIRED' });
    expect(verifySignature(givenVerification(call))).toEqual({ ok: false, code: 'SIGNATURE_EXPIRED' });
  });
});

describe('admitSignedCall', () => {
  it('given the same call twice, then the second is SIGNATURE_REPLAYED', async () => {
    const store = createStore();
    const input = givenVerification(givenCall());
    expect(await admitSignedCall(input, store)).toMatchObject({ ok: true });
    expect(await admitSignedCall(input, store)).toEqual({ ok: false, code: 'SIGNATURE_REPLAYED' });
  });

  it('S3: given a forged call, then no nonce is taken', async () => {
    const store = createStore();
    await admitSignedCall(givenVerification(givenCall({ secret: 'guessed' })), store);
    expect(store.claims).toEqual([]);
  });

  it('S4: given a call, then its nonce is remembered longer than its timestamp is accepted', async () => {
    const store = createStore();
    const early = givenCall({ now: new Date(NOW.getTime() + 200_000) });
    await admitSignedCall(givenVerification(early), store);
    const expiresAt = store.claims[0]![2];
    expect(verifySignature(givenVerification(early, { now: expiresAt }))).toEqual({
      ok: false,
      code: 'SIGNATURE_EXPIRED',
    });
  });
});
