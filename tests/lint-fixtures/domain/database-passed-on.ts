// as: domain/dossier/fixture.ts
// refused by: import-x/no-restricted-paths
export { connect } from '../../db/connect';
