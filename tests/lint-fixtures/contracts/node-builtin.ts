// as: contracts/fixture.schema.ts
// refused by: @typescript-eslint/no-restricted-imports
import { randomUUID } from 'node:crypto';

export const id = randomUUID();
