import { dictionary } from '@zxcvbn-ts/language-common';
import type { Credentials } from '../../db/repositories/credential-repository';
import { judgePassword, type PasswordFault } from '../../domain/access/password-policy';
import type { Services } from '../services';

/** Passwords of leaked lists, all in lower case; read when one is changed for the first time. */
let common: ReadonlySet<string> | undefined;

/** All that is wrong with a new password; the dear comparison with former ones only when nothing else is. */
export async function judgeNewPassword(
  { credentials, settings }: Pick<Services, 'credentials' | 'settings'>,
  account: Credentials,
  password: string,
): Promise<PasswordFault[]> {
  common ??= new Set(dictionary['passwords'].map(String));
  const listed = common;
  const faults = judgePassword(password, account, settings.signIn.passwordLengths, (text) => listed.has(text));
  if (faults.length > 0) return faults;
  return (await credentials.isReused(account, password, settings.signIn.passwordHistory)) ? ['reused'] : [];
}
