// as: contracts/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { problemSchema } from './problem.schema';

export const schema = problemSchema;
