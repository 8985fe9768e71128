import fc from 'fast-check';
import { decideCase, initialCase } from '../../../domain/cases/decide-case';
import { availableHandoverSteps } from '../../../domain/handovers/available-handover-actions';
import type { HandoverCommand, HandoverCommandType } from '../../../domain/handovers/handover-command';
import { handoverRules } from '../../../domain/handovers/handover-rules';
import type { HandoverState } from '../../../domain/handovers/handover-state';
import { Refusal } from '../../../domain/refusal';

const sum = 'a'.repeat(64);
const items = [
  { kind: 'data', expected: { count: 1200, sha256: sum } },
  { kind: 'server', expected: { count: 2, sha256: null } },
];

class HandoverSpec {
  state: HandoverState = initialCase(handoverRules, 'handover-1');
  private requests = 0;

  do(type: HandoverCommandType, by: string, fields: Readonly<Record<string, unknown>> = {}): this {
    this.requests += 1;
    const command = {
      type,
      requestKey: `r${this.requests}`,
      actor: { id: by },
      ...fields,
    } as unknown as HandoverCommand;
    this.state = decideCase(handoverRules, this.state, command, this.requests * 1000).state;
    return this;
  }

  refused(type: HandoverCommandType, by: string, fields: Readonly<Record<string, unknown>> = {}) {
    try {
      this.do(type, by, fields);
      return { code: 'accepted' };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, details: error.details };
      throw error;
    }
  }
}

const prepared = () =>
  new HandoverSpec().do('prepareHandover', 'giver', {
    giverUnitId: 'so',
    actingUnitId: 'so',
    receiverUnitId: 'vpdkdd',
    projectId: 'p1',
    items,
  });
const counted = () =>
  prepared()
    .do('checkItem', 'receiver', { number: 1, found: { count: 1200, sha256: sum } })
    .do('checkItem', 'receiver', { number: 2, found: { count: 2, sha256: null } });

describe('A13.2, A15.3, A16.3: a handover', () => {
  test('is complete when both sides have signed for what was counted', () => {
    const handover = counted().do('signHandover', 'receiver', { side: 'receiver' });
    expect(handover.state.status).toBe('prepared');
    handover.do('signHandover', 'giver', { side: 'giver' });
    expect(handover.state).toMatchObject({
      status: 'completed',
      data: {
        prepared: { by: 'giver', at: 1000 },
        signatures: { giver: { by: 'giver', at: 5000 }, receiver: { by: 'receiver', at: 4000 } },
      },
    });
  });

  test('nothing is signed that was not counted, or counted otherwise', () => {
    const handover = prepared().do('checkItem', 'receiver', { number: 1, found: { count: 1199, sha256: sum } });
    expect(handover.refused('signHandover', 'giver', { side: 'giver' })).toMatchObject({
      code: 'HANDOVER_NOT_CHECKED',
      details: { items: [1, 2] },
    });
    handover
      .do('checkItem', 'receiver', { number: 2, found: { count: 2, sha256: null } })
      .do('checkItem', 'receiver', { number: 1, found: { count: 1200, sha256: 'b'.repeat(64) } });
    expect(handover.refused('signHandover', 'giver', { side: 'giver' })).toMatchObject({ details: { items: [1] } });
    expect(handover.refused('checkItem', 'receiver', { number: 3, found: { count: 1, sha256: null } }).code).toBe(
      'HANDOVER_ITEM_UNKNOWN',
    );
  });

  test('a list that is amended is counted and signed anew; so is a line counted again', () => {
    const handover = counted().do('signHandover', 'giver', { side: 'giver' });
    handover.do('checkItem', 'receiver', { number: 2, found: { count: 2, sha256: null } });
    expect(handover.state.data.signatures).toEqual({ giver: null, receiver: null });
    handover.do('signHandover', 'giver', { side: 'giver' }).do('amendItems', 'giver', { items: items.slice(0, 1) });
    expect(handover.state.data).toMatchObject({
      items: [{ number: 1, found: null }],
      signatures: { giver: null, receiver: null },
    });
  });

  test('one person does not sign for both sides, and no side signs twice', () => {
    const handover = counted().do('signHandover', 'giver', { side: 'giver' });
    expect(handover.refused('signHandover', 'giver', { side: 'receiver' }).code).toBe('FOUR_EYES');
    expect(handover.refused('signHandover', 'other', { side: 'giver' }).code).toBe('HANDOVER_SIGNED');
  });

  test('signing is offered once everything is as listed', () => {
    expect(availableHandoverSteps(prepared().state)).toEqual(['checkItem', 'amendItems', 'cancelHandover']);
    expect(availableHandoverSteps(counted().state)).toContain('signHandover');
    expect(availableHandoverSteps(prepared().do('cancelHandover', 'giver').state)).toEqual([]);
  });

  test('it completes exactly when every count and every listed checksum is the same', () => {
    const measured = fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      sha256: fc.constantFrom(null, sum, 'b'.repeat(64)),
    });
    const line = fc.record({ expected: measured, found: measured });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const handover = new HandoverSpec().do('prepareHandover', 'giver', {
          giverUnitId: 'so',
          actingUnitId: 'so',
          receiverUnitId: 'vpdkdd',
          projectId: null,
          items: lines.map(({ expected }) => ({ kind: 'data', expected })),
        });
        lines.forEach(({ found }, index) => handover.do('checkItem', 'receiver', { number: index + 1, found }));
        const same = lines.every(
          ({ expected, found }) =>
            expected.count === found.count && (expected.sha256 === null || expected.sha256 === found.sha256),
        );
        expect(handover.refused('signHandover', 'giver', { side: 'giver' }).code).toBe(
          same ? 'accepted' : 'HANDOVER_NOT_CHECKED',
        );
      }),
    );
  });
});
