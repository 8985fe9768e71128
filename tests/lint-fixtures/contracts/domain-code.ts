// as: contracts/fixture.schema.ts
// refused by: @typescript-eslint/no-restricted-imports
import { Refusal } from '../domain/refusal';

export const refusal = new Refusal('A', 'b');
