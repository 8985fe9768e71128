import { accountRules, type AccountState } from './account-rules';
import type { AccountCommandType } from './account-command';

/** Commands a person may give; the rest come from workflows and from the system. */
export const PERSON_ACCOUNT_COMMANDS = [
  'checkPerson',
  'approveAccount',
  'refuseAccount',
  'issueSecret',
  'requestRights',
  'approveRights',
  'refuseRights',
  'reportLeak',
  'noticeDeparture',
  'withdrawDeparture',
  'requestUnlock',
  'approveUnlock',
  'refuseUnlock',
  'closeAccount',
] as const satisfies readonly AccountCommandType[];
export type PersonAccountCommand = (typeof PERSON_ACCOUNT_COMMANDS)[number];

/**
 * What the account takes from this person now, apart from rights: the order of things, a request that waits or does not, and
 * the two pairs of eyes. Only for showing; the workflow decides again.
 */
export function availableAccountActions(state: AccountState, by: string): PersonAccountCommand[] {
  const { status, data, id } = state;
  const pending = data.pending;
  const isOwn = id === by;
  const mayDecide = !isOwn && pending?.requestedBy !== by && !pending?.approvedBy.includes(by);
  const waits = (kind: 'account' | 'rights' | 'unlock') => pending?.kind === kind;
  const takes: Readonly<Record<PersonAccountCommand, boolean>> = {
    checkPerson: mayDecide,
    approveAccount: mayDecide,
    refuseAccount: true,
    issueSecret: !isOwn,
    requestRights: !isOwn && !pending,
    approveRights: mayDecide && waits('rights'),
    refuseRights: waits('rights'),
    reportLeak: data.lock?.reason !== 'leaked',
    noticeDeparture: true,
    withdrawDeparture: data.departsOn !== null,
    requestUnlock: !isOwn && !pending,
    approveUnlock: mayDecide && waits('unlock'),
    refuseUnlock: waits('unlock'),
    closeAccount: !isOwn,
  };
  const inTime = accountRules.allowed[status];
  return PERSON_ACCOUNT_COMMANDS.filter((type) => (inTime as readonly string[]).includes(type) && takes[type]);
}
