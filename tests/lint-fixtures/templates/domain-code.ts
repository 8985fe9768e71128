// as: templates/documents/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { formatInstant } from '../../domain/clock/instant';

export const format = formatInstant;
