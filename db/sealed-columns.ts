/**
 * Every column that holds sealed text, and what it is bound to: sealed text moved to another row does not open there. What is
 * sealed anew after a change of keys (`npm run reseal`) is what stands here.
 */
export const SEALED_COLUMNS = [
  { table: 'person', id: 'id', column: 'national_id_sealed', boundTo: boundToPerson },
  { table: 'second_factor', id: 'account_id', column: 'sealed_secret', boundTo: boundToSecondFactor },
] as const;

export function boundToPerson(personId: string): string {
  return `person ${personId}`;
}

export function boundToSecondFactor(accountId: string): string {
  return `second factor of ${accountId}`;
}
