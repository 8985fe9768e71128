// as: api/fixture.ts
// refused by: @typescript-eslint/no-unsafe-member-access
export function nameOf(text: string): unknown {
  return JSON.parse(text).name;
}
