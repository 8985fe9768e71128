import type { Mailbox } from './send-mail';

/** Nobody is named twice; where nobody is asked to act, those who are told are. */
export function readers(
  to: readonly Mailbox[],
  cc: readonly Mailbox[],
): { readonly to: Mailbox[]; readonly cc: Mailbox[] } {
  const seen = new Set<string>();
  const once = (people: readonly Mailbox[]) =>
    people.flatMap(({ name, address }) => {
      const known = seen.has(address.toLowerCase());
      seen.add(address.toLowerCase());
      return known ? [] : [{ name, address }];
    });
  const first = once(to);
  const second = once(cc);
  return first.length > 0 ? { to: first, cc: second } : { to: second, cc: [] };
}
