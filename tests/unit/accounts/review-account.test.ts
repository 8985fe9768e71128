import fc from 'fast-check';
import { DUTY_IDS, POSITIONS, type PositionId } from '../../../domain/access/duties';
import { reviewAccount, type AccountUse } from '../../../domain/accounts/review-account';
import { MS_PER_DAY } from '../../../domain/clock/instant';

const NOW = Date.UTC(2026, 10, 28, 2);
const ago = (days: number) => NOW - days * MS_PER_DAY;
const use = (more: Partial<AccountUse> = {}): AccountUse => ({
  status: 'active',
  position: 'cadastralOfficer',
  duties: [{ duty: 'processDossiers', unitId: 'cn.dongxoai', since: ago(400) }],
  knownSince: ago(400),
  lastUsedAt: ago(1),
  exercised: new Set(),
  ...more,
});
const review = (more?: Partial<AccountUse>) => reviewAccount(use(more), NOW, 90);

describe('A7.1d: what a review proposes', () => {
  test('nothing of an account that is used and has what its post needs', () => {
    expect(review()).toEqual([]);
  });

  test('an account that was not used for ninety days, to the instant', () => {
    expect(review({ lastUsedAt: ago(90) })).toEqual([{ kind: 'unused', since: ago(90) }]);
    expect(review({ lastUsedAt: ago(90) + 1 })).toEqual([]);
  });

  test('one that was never used counts from the day it was issued; of one nobody knows about, always', () => {
    expect(review({ lastUsedAt: null, knownSince: ago(89) })).toEqual([]);
    expect(review({ lastUsedAt: null, knownSince: ago(91) })).toEqual([{ kind: 'unused', since: ago(91) }]);
    expect(review({ lastUsedAt: null, knownSince: null })).toEqual([{ kind: 'unused', since: null }]);
  });

  test('a surplus duty of which nothing was done, once it was held for the period', () => {
    const duties = [
      { duty: 'processDossiers', unitId: 'cn.dongxoai', since: ago(400) },
      { duty: 'leadUnit', unitId: 'cn.dongxoai', since: ago(120) },
    ] as const;
    expect(review({ duties })).toEqual([
      { kind: 'surplusNeverUsed', duty: 'leadUnit', unitId: 'cn.dongxoai', since: ago(120) },
    ]);
    expect(review({ duties, exercised: new Set(['leadUnit']) })).toEqual([]);
    const given = [duties[0], { ...duties[1], since: ago(30) }];
    expect(review({ duties: given })).toEqual([]);
  });

  test('never a duty of the post, nor anything where no post is known', () => {
    expect(review({ position: 'headOfUnit', duties: [{ duty: 'leadUnit', unitId: 'x', since: null }] })).toEqual([]);
    expect(review({ position: null, duties: [{ duty: 'leadUnit', unitId: 'x', since: null }] })).toEqual([]);
  });

  test.each(['requested', 'approved', 'issued', 'locked', 'closed'] as const)(
    'nothing of an account that is %s',
    (status) => {
      expect(review({ status, lastUsedAt: null, knownSince: null })).toEqual([]);
    },
  );

  test('whatever there is: an unused account is proposed as a whole; what is done is never proposed', () => {
    const duty = fc.record({
      duty: fc.constantFrom(...DUTY_IDS),
      unitId: fc.constantFrom('a', 'b'),
      since: fc.option(fc.integer({ min: ago(500), max: NOW }), { nil: null }),
    });
    const account = fc.record({
      status: fc.constant('active' as const),
      position: fc.option(fc.constantFrom(...(Object.keys(POSITIONS) as PositionId[])), { nil: null }),
      duties: fc.uniqueArray(duty, { selector: (one) => `${one.duty} ${one.unitId}` }),
      knownSince: fc.option(fc.integer({ min: ago(500), max: NOW }), { nil: null }),
      lastUsedAt: fc.option(fc.integer({ min: ago(500), max: NOW }), { nil: null }),
      exercised: fc.uniqueArray(fc.constantFrom(...DUTY_IDS)).map((ids) => new Set(ids)),
    });
    fc.assert(
      fc.property(account, fc.integer({ min: 1, max: 400 }), (one, days) => {
        const proposals = reviewAccount(one, NOW, days);
        if (proposals.some(({ kind }) => kind === 'unused')) expect(proposals).toHaveLength(1);
        for (const proposal of proposals) {
          if (proposal.since !== null) expect(proposal.since).toBeLessThanOrEqual(ago(days));
          if (proposal.kind === 'surplusNeverUsed') {
            expect(one.exercised.has(proposal.duty)).toBe(false);
            expect(POSITIONS[one.position ?? 'counterClerk'] as readonly string[]).not.toContain(proposal.duty);
          }
        }
      }),
    );
  });
});
