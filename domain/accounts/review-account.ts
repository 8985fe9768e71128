import { surplusDuties, type DutyId, type DutyInUnit, type PositionId } from '../access/duties';
import { MS_PER_DAY } from '../clock/instant';
import type { AccountStatus } from './account-state';

/** How an account has been used, as far as anybody knows. Instants are UTC milliseconds; null: nobody knows, or never. */
export interface AccountUse {
  readonly status: AccountStatus;
  /** Null: it was there before posts were recorded, so nothing is known to be surplus. */
  readonly position: PositionId | null;
  readonly duties: readonly (DutyInUnit & { readonly since: number | null })[];
  /** When it was issued; where that was before accounts had cases, since when it has been watched. */
  readonly knownSince: number | null;
  readonly lastUsedAt: number | null;
  /** Duties of which some act was done within the period. */
  readonly exercised: ReadonlySet<DutyId>;
}

/** What a review proposes; a person decides. */
export type ReviewProposal =
  /** Not used for the whole period: to be locked, or the person has left. */
  | { readonly kind: 'unused'; readonly since: number | null }
  /** A7.1d "enough rights, no surplus": more than the post needs, held for the whole period, and nothing of it was ever done in it. */
  | {
      readonly kind: 'surplusNeverUsed';
      readonly duty: DutyId;
      readonly unitId: string;
      readonly since: number | null;
    };

/**
 * What the owner of an account should not go on having (A7.1d; A7.3: a unit notices departures in time).
 * Only of accounts that open something: an issued one has its own week (A7.3a), a locked one opens nothing.
 * @param days length of the period, whole days of 24 hours
 */
export function reviewAccount(account: AccountUse, now: number, days: number): ReviewProposal[] {
  if (account.status !== 'active') return [];
  const limit = now - days * MS_PER_DAY;
  const isLongAgo = (at: number | null): boolean => at === null || at <= limit;
  const usable = account.lastUsedAt ?? account.knownSince;
  if (isLongAgo(usable)) return [{ kind: 'unused', since: usable }];
  if (account.position === null) return [];
  return surplusDuties(account.position, account.duties).flatMap(({ duty, unitId }) => {
    const since = account.duties.find((held) => held.duty === duty && held.unitId === unitId)?.since ?? null;
    if (!isLongAgo(since) || account.exercised.has(duty)) return [];
    return [{ kind: 'surplusNeverUsed' as const, duty, unitId, since }];
  });
}
