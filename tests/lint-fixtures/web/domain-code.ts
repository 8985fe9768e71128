// as: web/src/lib/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { Refusal } from '../../../domain/refusal';

export const used = Refusal;
