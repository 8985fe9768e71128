import { CASE_RULES } from '../domain/cases/case-registry';
import type { CaseInput } from './messages';
import { runCase } from './case-shell';

/** The life of one person's account (seed Điều 7). */
export function accountWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof accountWorkflow>(CASE_RULES.account, input);
}

/** One incident, from its report to its end (seed Điều 19). */
export function incidentWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof incidentWorkflow>(CASE_RULES.incident, input);
}

/** A contractor's project, from its registration to going live (seed Điều 16). */
export function contractorProjectWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof contractorProjectWorkflow>(CASE_RULES.contractorProject, input);
}

/** What one unit hands over to another, counted and signed (seed Điều 13.2, 15.3, 16.3). */
export function handoverWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof handoverWorkflow>(CASE_RULES.handover, input);
}

/** One copy on a portable disk, until it lies in the archive (seed Điều 18.1). */
export function portableCopyWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof portableCopyWorkflow>(CASE_RULES.portableCopy, input);
}

/** One report on operation, exploitation and updating, until it is accepted (seed Điều 11.8, 15.5). */
export function periodicReportWorkflow(input: CaseInput): Promise<void> {
  return runCase<typeof periodicReportWorkflow>(CASE_RULES.periodicReport, input);
}
