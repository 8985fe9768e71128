import type { AccountCommand, AccountEvent } from '../../../domain/accounts/account-command';
import { accountRules, type AccountState } from '../../../domain/accounts/account-rules';
import type { DutyInUnit } from '../../../domain/access/duties';
import { decideCase, initialCase } from '../../../domain/cases/decide-case';
import { cloneJson } from '../../../domain/json';
import { Refusal } from '../../../domain/refusal';

type Fields<T extends AccountCommand['type']> = Omit<
  Extract<AccountCommand, { type: T }>,
  'type' | 'requestKey' | 'actor'
>;

export const HEAD = 'head';
export const ADMIN = 'admin-1';
export const SECOND_ADMIN = 'admin-2';
export const OWNER = 'owner';
export const CLERK: DutyInUnit = { duty: 'receiveDossiers', unitId: 'mc' };
export const ADMINISTRATOR: DutyInUnit = { duty: 'administerSystem', unitId: 'so' };

/** One account on a virtual clock, as its workflow runs it; every step goes through JSON, as a snapshot does. */
export class AccountSpec {
  state: AccountState = initialCase(accountRules, OWNER);
  readonly events: AccountEvent[] = [];
  private keys = 0;

  /** @param now epoch ms */
  constructor(public now: number) {}

  do<T extends AccountCommand['type']>(type: T, by: string, fields: Fields<T>): this {
    this.run({ type, requestKey: `k${(this.keys += 1)}`, actor: { id: by }, ...fields } as unknown as AccountCommand);
    return this;
  }

  run(command: AccountCommand | { type: 'wake'; requestKey: string; actor: { id: string } }) {
    const decision = decideCase(accountRules, this.state, command, this.now);
    this.state = cloneJson(decision.state);
    this.events.push(...decision.events.map(({ event }) => event));
    return decision;
  }

  /** Time passes; every timer due meanwhile fires at its instant, as the workflow's would. */
  pass(ms: number): this {
    const until = this.now + ms;
    for (;;) {
      const due = accountRules.nextDue(this.state);
      if (due === undefined || due > until) break;
      this.now = Math.max(this.now, due);
      this.run({ type: 'wake', requestKey: `wake/${this.state.seq + 1}`, actor: { id: 'system' } });
    }
    this.now = until;
    return this;
  }

  refused<T extends AccountCommand['type']>(type: T, by: string, fields: Fields<T>): string {
    const before = JSON.stringify(this.state);
    try {
      this.do(type, by, fields);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(JSON.stringify(this.state)).toBe(before);
      return error.code;
    }
    return 'accepted';
  }

  requested(duties: readonly DutyInUnit[] = [CLERK]): this {
    return this.do('requestAccount', HEAD, { unitId: 'mc', position: 'counterClerk', duties });
  }

  issued(duties?: readonly DutyInUnit[]): this {
    return this.requested(duties)
      .do('checkPerson', ADMIN, {})
      .do('approveAccount', ADMIN, {})
      .do('issueSecret', ADMIN, {});
  }

  active(duties?: readonly DutyInUnit[]): this {
    return this.issued(duties).do('confirmPassword', OWNER, {});
  }
}
