// as: worker/fixture.ts
// refused by: import-x/no-restricted-paths
import { dossierWorkflow } from '../workflows';

export const run = dossierWorkflow;
