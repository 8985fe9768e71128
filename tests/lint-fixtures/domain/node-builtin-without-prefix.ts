// as: domain/dossier/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { createHash } from 'crypto';

export const hash = createHash('sha256');
