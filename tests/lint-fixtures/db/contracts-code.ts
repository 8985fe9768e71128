// as: db/projections/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { dossierWorkflowId } from '../../contracts/ids';

export const id = dossierWorkflowId;
