// as: domain/engine/fixture.ts
// refused by: no-restricted-globals
setTimeout(() => undefined, 1000);
