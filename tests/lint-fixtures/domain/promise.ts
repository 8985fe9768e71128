// as: domain/engine/fixture.ts
// refused by: no-restricted-globals
export const later = Promise.resolve(1);
