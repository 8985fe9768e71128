import fc from 'fast-check';
import { createTotpSecret, findTotpStep, totpAddress, totpAt } from '../../../platform/totp';

/** RFC 6238, appendix B (SHA-1), the last six of its eight digits. The secret is "12345678901234567890". */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
const at = (seconds: number) => new Date(seconds * 1000);

describe('codes of an app (RFC 6238)', () => {
  it.each(VECTORS)('at second %i the code is %s', (seconds, code) => {
    expect(totpAt(SECRET, at(seconds))).toBe(code);
    expect(findTotpStep(SECRET, code, at(seconds), 0)).toBe(Math.floor(seconds / 30));
  });

  it('are taken one step early or late, and no further', () => {
    const now = 1_234_567_890;
    const code = totpAt(SECRET, at(now));
    for (const drift of [-30, 0, 30]) expect(findTotpStep(SECRET, code, at(now + drift), 0)).toBe(now / 30);
    for (const drift of [-60, 60, 3600]) expect(findTotpStep(SECRET, code, at(now + drift), 0)).toBeUndefined();
  });

  it('are not taken again, nor any of an earlier step', () => {
    const now = 1_234_567_890;
    const step = now / 30;
    expect(findTotpStep(SECRET, totpAt(SECRET, at(now)), at(now), step)).toBeUndefined();
    expect(findTotpStep(SECRET, totpAt(SECRET, at(now - 30)), at(now), step)).toBeUndefined();
    expect(findTotpStep(SECRET, totpAt(SECRET, at(now + 30)), at(now), step)).toBe(step + 1);
  });

  it.each(['', '00592', '0059244', ' 05924', 'abcdef', '００５９２４', '-05924'])('%p is none', (text) => {
    expect(findTotpStep(SECRET, text, at(1_234_567_890), 0)).toBeUndefined();
  });

  it('come from 160 random bits', () => {
    const secrets = Array.from({ length: 50 }, createTotpSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  it('fit the secret they were made of, whatever the moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
        const secret = createTotpSecret();
        expect(findTotpStep(secret, totpAt(secret, at(seconds)), at(seconds), -1)).toBeDefined();
      }),
    );
  });

  it('are told to the app as an address it knows', () => {
    expect(totpAddress(SECRET, 'cán bộ@x', 'Sodo')).toBe(
      `otpauth://totp/Sodo:c%C3%A1n%20b%E1%BB%99%40x?secret=${SECRET}&issuer=Sodo&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
