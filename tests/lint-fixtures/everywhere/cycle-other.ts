// as: tests/lint-fixtures/everywhere/cycle-other.ts
// refused by: import-x/no-cycle
import { one } from './cycle-one';

export const other: () => unknown = () => one;
