// as: api/fixture.ts
// refused by: @typescript-eslint/no-misused-promises
async function isOpen(): Promise<boolean> {
  return await Promise.resolve(true);
}

export function look(): string {
  if (isOpen()) return 'open';
  return 'closed';
}
