// as: domain/engine/fixture.ts
// refused by: no-restricted-syntax
export const wait = async (): Promise<void> => {
  await undefined;
};
