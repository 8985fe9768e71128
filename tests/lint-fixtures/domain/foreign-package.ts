// as: domain/dossier/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { z } from 'zod';

export const text = z.string();
