/** How long a password may be; the office sets the least length, never below 12 (OWASP ASVS 5.0, 6.2). */
export interface PasswordLengths {
  readonly min: number;
  readonly max: number;
}

/** Why a password is not taken. There are no rules about kinds of characters: they make passwords worse. */
export type PasswordFault =
  | 'tooShort'
  | 'tooLong'
  /** Holds the user name, the person's name or the unit's name, or is little more than that. */
  | 'personal'
  /** Among those that are tried first. */
  | 'common'
  /** One of the account's last passwords. */
  | 'reused';

export interface PasswordOwner {
  readonly username: string;
  readonly displayName: string;
  readonly unitName: string;
}

/** What must be left of a password when a well-known word is taken out of it. */
const REMAINDER = 8;
/** Shorter names are parts of too many words. */
const SHORTEST_NAME = 5;
const LONGEST_PATTERN = 4;

const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop[]asdfghjkl',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
] as const;

/** What everybody here tries first. Without accents and spaces. */
const LOCAL_WORDS = [
  ...['matkhau', 'dangnhap', 'quantri', 'motcua', 'datdai', 'sodo', 'sohong', 'binhphuoc', 'dongxoai', 'vietnam'],
  ...['anhyeuem', 'emyeuanh', 'password', 'passw0rd', 'administrator', 'admin', 'letmein', 'welcome', 'qwerty'],
] as const;

/** Text as it is compared and hashed: the same letters typed on different keyboards are the same password. */
export function normalisePassword(password: string): string {
  return password.normalize('NFC');
}

/**
 * Judges a new password; pure, so reuse is judged where the hashes are.
 * @param isListed whether a text (lower case) is in the list of common passwords
 */
export function judgePassword(
  password: string,
  owner: PasswordOwner,
  lengths: PasswordLengths,
  isListed: (text: string) => boolean,
): PasswordFault[] {
  const text = normalisePassword(password);
  const { length } = [...text];
  const faults: PasswordFault[] = [];
  if (length < lengths.min) faults.push('tooShort');
  if (length > lengths.max) faults.push('tooLong');
  if (isPersonal(text, owner)) faults.push('personal');
  if (isCommon(text, isListed)) faults.push('common');
  return faults;
}

function isPersonal(password: string, { username, displayName, unitName }: PasswordOwner): boolean {
  const text = bare(password);
  const names = [username, ...username.split(/[._-]/), displayName, unitName].map(bare);
  return names.some((name) => name.length >= SHORTEST_NAME && isMostly(text, name));
}

function isCommon(password: string, isListed: (text: string) => boolean): boolean {
  const lower = password.toLowerCase();
  const text = bare(password);
  // A common word with a year, a digit or an exclamation mark before or after it is as common.
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const isDecorated = core.length >= 4 && lower.length - core.length < REMAINDER && isListed(core);
  return (
    isListed(lower) ||
    isDecorated ||
    isRepeated(lower) ||
    SEQUENCES.some((sequence) => isRun(lower, sequence)) ||
    LOCAL_WORDS.some((word) => isMostly(text, word))
  );
}

/** Whether the word stands in the text and little that is hard to guess is left besides (digits count half). */
function isMostly(text: string, word: string): boolean {
  if (!text.includes(word)) return false;
  const rest = text.split(word).join('');
  const digits = rest.replace(/\D/g, '').length;
  return rest.length - digits / 2 < REMAINDER;
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= LONGEST_PATTERN; size++) {
    const pattern = text.slice(0, size);
    if (text === pattern.repeat(Math.ceil(text.length / size)).slice(0, text.length)) return true;
  }
  return false;
}

/** The keys or letters in their order, forwards or backwards. */
function isRun(text: string, sequence: string): boolean {
  const backwards = [...sequence].reverse().join('');
  return sequence.repeat(2).includes(text) || backwards.repeat(2).includes(text);
}

/** Lower case, without accents, spaces and punctuation. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]/g, '');
}
