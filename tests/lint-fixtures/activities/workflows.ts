// as: activities/fixture.ts
// refused by: import-x/no-restricted-paths
import type { DossierInput } from '../workflows/messages';

export type Input = DossierInput;
