import type { AccountReport } from '../../contracts/account-report.schema';
import {
  ACCOUNT_CHANGE_NAMES,
  ACCOUNT_STATUS_NAMES,
  DUTY_NAMES,
  LOCK_REASON_NAMES,
} from '../../templates/documents/account-names';
import { formatShortDate, formatShortMoment } from '../../templates/documents/vietnamese-format';

type Registered = AccountReport['register'][number];
type Changed = AccountReport['changes'][number];

export const REGISTER_HEADINGS = [
  ...['STT', 'Họ và tên', 'Tên đăng nhập', 'Đơn vị', 'Trạng thái'],
  ...['Nhiệm vụ được giao', 'Từ ngày', 'Theo đề nghị', 'Dùng gần nhất'],
] as const;
export const CHANGE_HEADINGS = [
  ...['STT', 'Thời điểm', 'Họ và tên', 'Tên đăng nhập', 'Đơn vị'],
  ...['Thay đổi', 'Nội dung', 'Người thực hiện', 'Văn bản'],
] as const;

/** The register as cells, in the order of `REGISTER_HEADINGS`; what belongs to a duty stands in a line of its own. */
export function registerRows(register: readonly Registered[]): string[][] {
  return register.map((row, index) => {
    const { fullName, username, unit, duties, lastUsedAt } = row;
    const lines = (say: (duty: Registered['duties'][number]) => string) => duties.map(say).join('\n');
    return [
      String(index + 1),
      fullName,
      username ?? '',
      unit.name,
      statusOf(row),
      lines((duty) => `${DUTY_NAMES[duty.duty]} – ${duty.unit.name}`),
      lines(({ since }) => (since === null ? '' : formatShortDate(since))),
      lines(({ request, requestedBy }) => [request, requestedBy].filter((part) => part !== null).join(', ')),
      lastUsedAt === null ? 'Chưa dùng' : formatShortDate(lastUsedAt),
    ];
  });
}

/** The changes as cells, in the order of `CHANGE_HEADINGS`. */
export function changeRows(changes: readonly Changed[]): string[][] {
  return changes.map(({ at, account, unit, kind, reason, duties, by, request }, index) => [
    String(index + 1),
    formatShortMoment(at),
    account.fullName,
    account.username ?? '',
    unit.name,
    ACCOUNT_CHANGE_NAMES[kind],
    reason === null
      ? (duties ?? []).map((duty) => `${DUTY_NAMES[duty.duty]} – ${duty.unit.name}`).join('\n')
      : LOCK_REASON_NAMES[reason],
    by.id === 'system' ? 'Hệ thống' : by.displayName,
    request ?? '',
  ]);
}

/** How many accounts and changes of each kind there are, in words. */
export function totalsText({ totals }: AccountReport): { readonly accounts: string; readonly changes: string } {
  return {
    accounts: counted(totals.accounts, ACCOUNT_STATUS_NAMES),
    changes: counted(totals.changes, ACCOUNT_CHANGE_NAMES),
  };
}

function counted(counts: Readonly<Record<string, number>>, names: Readonly<Record<string, string>>): string {
  const parts = Object.entries(names).flatMap(([key, name]) => (counts[key] ? [`${name}: ${counts[key]}`] : []));
  return parts.join('; ') || 'không có';
}

function statusOf({ status, lock }: Registered): string {
  const name = ACCOUNT_STATUS_NAMES[status];
  return lock === null ? name : `${name}: ${LOCK_REASON_NAMES[lock.reason]}`;
}
