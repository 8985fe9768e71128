// as: domain/clock/fixture.ts
// refused by: no-restricted-syntax
export const now = Date();
