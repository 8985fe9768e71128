// as: domain/dossier/fixture.ts
// refused by: import-x/no-restricted-paths
import type { ContentReference } from '../../contracts/content';

export type Reference = ContentReference;
