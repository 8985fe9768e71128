// as: api/fixture.ts
// refused by: @typescript-eslint/no-floating-promises
async function work(): Promise<void> {
  await Promise.resolve();
}

export function start(): void {
  work();
}
