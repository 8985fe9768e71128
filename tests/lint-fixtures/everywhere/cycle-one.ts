// as: tests/lint-fixtures/everywhere/cycle-one.ts
// refused by: import-x/no-cycle
import { other } from './cycle-other';

export const one: () => unknown = () => other;
