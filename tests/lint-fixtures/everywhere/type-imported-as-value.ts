// as: api/fixture.ts
// refused by: @typescript-eslint/consistent-type-imports
import { Refusal } from '../domain/refusal';

export type Refused = Refusal;
