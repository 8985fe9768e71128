// as: db/projections/fixture.ts
// refused by: import-x/no-restricted-paths
export const create = import('../../api/app');
