// as: domain/dossier/fixture.ts
// refused by: import-x/no-restricted-paths
import { connect } from '../../db/connect.js';

export const open = connect;
