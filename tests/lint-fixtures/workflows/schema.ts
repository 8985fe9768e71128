// as: workflows/fixture.ts
// refused by: @typescript-eslint/no-restricted-imports
import { problemSchema } from '../contracts/problem.schema';

export const schema = problemSchema;
