import { accountRules } from '../accounts/account-rules';
import { handoverRules } from '../handovers/handover-rules';
import { incidentRules } from '../incidents/incident-rules';
import { copyRules } from '../portable-copies/copy-rules';
import { projectRules } from '../projects/project-rules';
import { reportRules } from '../reports/report-rules';
import { withoutOwnTypes, type AnyCaseRules } from './case-rules';
import type { CaseKind } from './case-state';

/** Every kind of case: one line each. */
export const CASE_RULES: Readonly<Record<CaseKind, AnyCaseRules>> = {
  account: withoutOwnTypes(accountRules),
  incident: withoutOwnTypes(incidentRules),
  contractorProject: withoutOwnTypes(projectRules),
  handover: withoutOwnTypes(handoverRules),
  periodicReport: withoutOwnTypes(reportRules),
  portableCopy: withoutOwnTypes(copyRules),
};

/** The Temporal workflow type of each kind; `workflows/case-workflows.ts` exports one of that name. */
export const CASE_WORKFLOW_TYPES: Readonly<Record<CaseKind, string>> = {
  account: 'accountWorkflow',
  incident: 'incidentWorkflow',
  contractorProject: 'contractorProjectWorkflow',
  handover: 'handoverWorkflow',
  periodicReport: 'periodicReportWorkflow',
  portableCopy: 'portableCopyWorkflow',
};
