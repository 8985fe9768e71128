// as: domain/engine/fixture.ts
// refused by: no-restricted-syntax
export const dice = Math.random();
