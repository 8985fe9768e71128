// as: domain/engine/fixture.ts
// refused by: no-restricted-globals
export const answer = fetch('http://localhost');
