// as: domain/dossier/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { readFileSync } from 'node:fs';

export const text = readFileSync('a', 'utf8');
