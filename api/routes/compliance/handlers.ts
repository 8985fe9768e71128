import type { Compliance } from '../../../contracts/compliance.schema';
import { judgeRule, RULE_STATES, type RuleState } from '../../../domain/compliance/judge-rule';
import { REGULATION_RULES } from '../../../domain/compliance/regulation-rules';
import type { Session } from '../../../db/repositories/session-repository';
import { renderComplianceReport } from '../../../templates/documents/compliance-report';
import type { Answer } from '../../http/route';
import { complianceRows, COMPLIANCE_HEADINGS, totalsText } from '../../reports/compliance-rows';
import { paperHead } from '../../reports/paper-head';
import type { Services } from '../../services';
import { readEvidence } from './evidence';

interface Asked {
  readonly services: Services;
  readonly session: Session;
}

/** A11.9: every rule, what enforces it, and how it stands today. */
export async function showCompliance({ services }: Asked): Promise<Answer> {
  return { body: await readCompliance(services) };
}

/** The same as an official paper. */
export async function printCompliance({ services, session }: Asked): Promise<Answer> {
  const compliance = await readCompliance(services);
  const { byId } = await services.units.current();
  const file = await renderComplianceReport({
    ...paperHead(byId, session.unitId),
    issuedAt: compliance.asOf,
    asOf: compliance.asOf,
    totals: totalsText(compliance),
    headings: COMPLIANCE_HEADINGS,
    rows: complianceRows(compliance),
    signer: { title: 'Người lập báo cáo', name: session.displayName },
  });
  const day = compliance.asOf.slice(0, 10);
  return { file, mediaType: 'application/pdf', fileName: `tinh-hinh-thuc-hien-quy-che-${day}.pdf` };
}

async function readCompliance(services: Services): Promise<Compliance> {
  const facts = await readEvidence(services);
  const states = new Map([...facts].map(([id, { state }]) => [id, state]));
  const rules = REGULATION_RULES.map((rule): Compliance['rules'][number] => ({
    id: rule.id,
    text: rule.text,
    state: judgeRule(rule, states),
    enforcedBy: [...rule.enforcedBy],
    tests: rule.tests.map(([file, name]) => ({ file, name })),
    missing: rule.missing ?? null,
    evidence: (rule.evidence ?? []).flatMap((id) => {
      const fact = facts.get(id);
      return fact ? [{ id, state: fact.state, count: fact.count, at: fact.at?.toISOString() ?? null }] : [];
    }),
  }));
  const totals = Object.fromEntries(
    RULE_STATES.map((state) => [state, rules.filter((rule) => rule.state === state).length]),
  ) as Record<RuleState, number>;
  return { asOf: services.now().toISOString(), totals, rules };
}
