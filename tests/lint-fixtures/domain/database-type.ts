// as: domain/dossier/fixture.ts
// refused by: import-x/no-restricted-paths
import type { Database } from '../../db/connect';

export type Opened = Database;
