// as: domain/engine/fixture.ts
// refused by: no-restricted-globals
export const id = crypto.randomUUID();
