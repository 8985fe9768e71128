import { randomInt } from 'node:crypto';
import { boundToSecondFactor } from '../../db/sealed-columns';
import { findTotpStep } from '../../platform/totp';
import type { Services } from '../services';

/** Without 0/O, 1/I/L and U: read from paper. */
const RECOVERY_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_CODES = 10;
const RECOVERY_LENGTH = 12;

/**
 * Takes a code of the app or a recovery code, each of them once.
 * @returns `undefined` when it is wrong, was taken before, or no second factor is in force
 */
export async function takeSecondFactor(
  services: Pick<Services, 'secondFactors' | 'sealer' | 'now'>,
  accountId: string,
  given: string,
): Promise<'totp' | 'recoveryCode' | undefined> {
  const { secondFactors, sealer } = services;
  const stored = await secondFactors.read(accountId);
  if (!stored?.confirmedAt) return undefined;
  const code = given.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) {
    const codeHash = hashRecoveryCode(services, accountId, code);
    return (await secondFactors.takeRecoveryCode(accountId, codeHash, services.now())) ? 'recoveryCode' : undefined;
  }
  const secret = sealer.open(stored.sealedSecret, boundToSecondFactor(accountId));
  const step = findTotpStep(secret, code, services.now(), stored.lastStep);
  if (step === undefined || !(await secondFactors.takeStep(accountId, step))) return undefined;
  if (sealer.isOld(stored.sealedSecret))
    await secondFactors.reseal(accountId, sealer.seal(secret, boundToSecondFactor(accountId)));
  return 'totp';
}

/** New recovery codes: told once, kept hashed. */
export function createRecoveryCodes(
  services: Services,
  accountId: string,
): { readonly codes: string[]; readonly hashes: string[] } {
  const letter = () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)];
  const plain = Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: RECOVERY_LENGTH }, letter).join(''));
  return {
    codes: plain.map((code) => (code.match(/.{4}/g) ?? []).join('-')),
    hashes: plain.map((code) => hashRecoveryCode(services, accountId, code)),
  };
}

/** Some 59 bits behind a key of the installation: nothing can be tried out without it, so no slow hash is needed. */
function hashRecoveryCode({ sealer }: Pick<Services, 'sealer'>, accountId: string, code: string): string {
  return sealer.keyedHash(`recovery code of ${accountId} ${code.toUpperCase()}`);
}
