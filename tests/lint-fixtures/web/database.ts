// as: web/src/lib/fixture.ts
// refused by: import-x/no-restricted-paths
import { connect } from '../../../db/connect';

export const open = connect;
