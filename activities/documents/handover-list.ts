import { dayOf } from '../../domain/clock/instant';
import type { DossierEntry } from '../../domain/dossier/dossier-log';
import type { DossierStatus } from '../../domain/dossier/dossier-status';
import type { Handover, HandoverResult } from '../../templates/documents/document-data';
import type { LoggedStep } from './step-source';

/** A task as the slip needs it. */
export interface HandledTask {
  readonly instance: number;
  readonly name: string;
  readonly unitName: string;
  /** Who did it, or who holds it: account id. */
  readonly person: string | null;
  readonly targetAt: Date | null;
}

export interface HandoverNames {
  readonly receivingUnit: string;
  readonly taxOffice: string;
  readonly applicant: string;
  /** Name of an account; nobody for partners and the system. */
  personOf(actor: string | null): string | undefined;
  /** How the whole dossier stood to its legal deadline at the end. */
  readonly outcome?: HandoverResult;
}

interface Holder {
  readonly unit: string;
  readonly person?: string;
}

/** Why the dossier changes hands, and how the giver stood to its own target. */
interface Reason {
  readonly note?: string;
  readonly result?: HandoverResult;
}

const CLOSINGS: Partial<Record<DossierStatus, string>> = {
  RETURNED: 'Trả kết quả',
  WITHDRAWN: 'Công dân rút hồ sơ',
  REJECTED: 'Trả lại hồ sơ: từ chối giải quyết',
  STOPPED: 'Dừng giải quyết hồ sơ',
};

/**
 * Who handed the dossier to whom and when, read from the event log: between the people of the office, to the tax office
 * and to the applicant, and back. Internal targets decide between early, on time and late (domain-facts §1.3, three clocks).
 */
export function composeHandovers(
  steps: readonly LoggedStep[],
  tasks: readonly HandledTask[],
  names: HandoverNames,
): Handover[] {
  const byInstance = new Map(tasks.map((task) => [task.instance, task]));
  const applicant: Holder = { unit: 'Người nộp hồ sơ', person: names.applicant };
  const taxOffice: Holder = { unit: names.taxOffice };
  const handovers: Handover[] = [];
  let holder: Holder = { unit: names.receivingUnit };
  /** Who gets the dossier back after a supplement. */
  let interrupted = holder;
  // Kept until the dossier is passed on: between two people there may be a look-up, in a step of its own.
  let giver = holder;
  let reason: Reason = {};

  for (const step of steps) {
    let passed = false;
    const pass = (to: Holder, more: Reason = reason): void => {
      handovers.push({
        fromUnit: giver.unit,
        fromPerson: giver.person,
        toUnit: to.unit,
        toPerson: to.person,
        at: step.at.toISOString(),
        ...more,
      });
      holder = to;
      passed = true;
    };
    const follow = (entry: DossierEntry): void => {
      switch (entry.type) {
        case 'DossierSubmitted':
          giver = holder = { unit: names.receivingUnit, person: names.personOf(step.actor) };
          return;
        case 'TaskCompleted': {
          const task = byInstance.get(entry.task);
          giver = { unit: task?.unitName ?? holder.unit, person: names.personOf(entry.by) };
          reason = { note: task?.name, result: judge(step.at, task?.targetAt) };
          return;
        }
        case 'TaskCancelled': {
          const task = byInstance.get(entry.task);
          // Sent back by whoever held it.
          giver = { unit: task?.unitName ?? holder.unit, person: names.personOf(step.actor) };
          reason = { note: `${task?.name ?? 'Bước trước'}: trả lại` };
          return;
        }
        case 'TaskOpened': {
          const task = byInstance.get(entry.task);
          if (task) pass({ unit: task.unitName, person: names.personOf(task.person) });
          return;
        }
        case 'SupplementRequested':
          interrupted = holder;
          giver = { unit: holder.unit, person: names.personOf(step.actor) };
          pass(applicant, { note: 'Yêu cầu bổ sung, hoàn thiện hồ sơ' });
          return;
        case 'SupplementReceived':
          giver = applicant;
          pass(interrupted, { note: 'Đã bổ sung hồ sơ' });
          return;
        case 'TaxSlipRequested':
          pass(taxOffice, { ...reason, note: `Phiếu chuyển thông tin, lần ${entry.version}` });
          return;
        case 'TaxSlipReturned':
          giver = taxOffice;
          reason = { note: 'Cơ quan thuế trả lại phiếu chuyển' };
          return;
        case 'TaxNoticesReceived':
          giver = taxOffice;
          reason = { note: 'Đã có thông báo nghĩa vụ tài chính' };
          if (!step.entries.some(({ type }) => type === 'TaskOpened')) pass(applicant);
          return;
        case 'ObligationSettled':
          giver = applicant;
          reason = { note: 'Đã hoàn thành nghĩa vụ tài chính' };
          return;
        case 'DossierClosed':
          // Refused, withdrawn or stopped: whoever holds it gives it back, whoever pressed the button.
          if (!step.entries.some(({ type }) => type === 'TaskCompleted')) {
            giver = holder === applicant ? interrupted : holder;
          }
          pass(applicant, { note: CLOSINGS[entry.status], result: names.outcome });
          return;
        default:
      }
    };
    step.entries.forEach(follow);
    if (passed) {
      giver = holder;
      reason = {};
    }
  }
  return handovers;
}

/** Early: on an earlier day than the target's; the same rule as for the legal deadline. */
function judge(at: Date, targetAt: Date | null | undefined): HandoverResult | undefined {
  if (!targetAt) return undefined;
  if (at > targetAt) return 'late';
  return dayOf(at.getTime()) < dayOf(targetAt.getTime()) ? 'early' : 'on-time';
}
