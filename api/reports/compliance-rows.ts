import type { Compliance, Evidence } from '../../contracts/compliance.schema';
import { RULE_STATES } from '../../domain/compliance/judge-rule';
import { EVIDENCE_NAMES, RULE_STATE_NAMES } from '../../templates/documents/compliance-names';
import { formatShortMoment } from '../../templates/documents/vietnamese-format';

export const COMPLIANCE_HEADINGS = ['Điều khoản', 'Nội dung', 'Tình trạng', 'Hôm nay', 'Phần mềm thực hiện'] as const;

/** Every rule as cells, in the order of `COMPLIANCE_HEADINGS`. */
export function complianceRows({ rules }: Compliance): string[][] {
  return rules.map(({ id, text, state, evidence, missing, enforcedBy }) => [
    id,
    text,
    RULE_STATE_NAMES[state],
    [...evidence.map(describeFact), ...(missing === null ? [] : [missing])].join('\n'),
    enforcedBy.join('\n'),
  ]);
}

export function totalsText({ totals }: Compliance): string {
  return RULE_STATES.map((state) => `${RULE_STATE_NAMES[state]}: ${totals[state]}`).join('; ');
}

function describeFact({ id, count, at }: Evidence): string {
  const value = count === null ? (at === null ? 'chưa có' : formatShortMoment(at)) : String(count);
  return `${EVIDENCE_NAMES[id]}: ${value}`;
}
