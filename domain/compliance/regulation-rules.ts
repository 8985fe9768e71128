import type { RegulationRule } from './regulation-rule';
import { RULES_OF_ACCOUNTS } from './rules-of-accounts';
import { RULES_OF_INCIDENTS } from './rules-of-incidents';
import { RULES_OF_OPERATION } from './rules-of-operation';
import { RULES_OF_SOFTWARE } from './rules-of-software';

/** The rule book of the regulation, article by article (A11.9). */
export const REGULATION_RULES: readonly RegulationRule[] = [
  ...RULES_OF_SOFTWARE,
  ...RULES_OF_ACCOUNTS,
  ...RULES_OF_OPERATION,
  ...RULES_OF_INCIDENTS,
];
