// as: platform/fixture.ts
// refused by: import-x/no-restricted-paths
import type { Refusal } from '../domain/refusal';

export type Refused = Refusal;
