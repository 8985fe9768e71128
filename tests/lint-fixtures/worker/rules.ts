// as: worker/fixture.ts
// refused by: import-x/no-restricted-paths
import { decideDossier } from '../domain/dossier/decide-dossier';

export const decide = decideDossier;
