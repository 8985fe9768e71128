// as: domain/dossier/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { Pool } from 'pg';

export const pool = new Pool();
