// as: web/src/lib/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { meSchema } from '../../../contracts/session.schema';

export const schema = meSchema;
