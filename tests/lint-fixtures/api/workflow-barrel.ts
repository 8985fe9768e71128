// as: api/routes/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { dossierWorkflow } from '../../workflows';

export const run = dossierWorkflow;
