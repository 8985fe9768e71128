// as: db/projections/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { decideDossier } from '../../domain/dossier/decide-dossier';

export const decide = decideDossier;
