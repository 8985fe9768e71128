// as: api/fixture.ts
// refused by: @typescript-eslint/no-unused-vars
const nobodyReadsThis = 1;
export {};
