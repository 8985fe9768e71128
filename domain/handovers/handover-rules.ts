import type { CaseRules } from '../cases/case-rules';
import { Refusal } from '../refusal';
import type { HandoverCommand, HandoverEvent } from './handover-command';
import { evolveHandover } from './handover-events';
import {
  NO_HANDOVER,
  type HandoverData,
  type HandoverItem,
  type HandoverSide,
  type HandoverState,
  type HandoverStatus,
  type Measured,
} from './handover-state';

/**
 * A handover between two units (seed A13.2, A15.3, A16.3): a list with counts and checksums, counted by the receiver, signed by
 * both. Nothing that was not counted, or counted otherwise than listed, can be signed.
 */
export const handoverRules: CaseRules<HandoverStatus, HandoverData, HandoverCommand, HandoverEvent> = {
  kind: 'handover',
  initial: { status: 'new', data: NO_HANDOVER },
  allowed: {
    new: ['prepareHandover'],
    prepared: ['amendItems', 'checkItem', 'signHandover', 'cancelHandover'],
    completed: [],
    cancelled: [],
  },
  terminal: ['completed', 'cancelled'],
  decide: decideHandover,
  expire: () => undefined,
  evolve: evolveHandover,
  nextDue: () => undefined,
  describe({ data }) {
    return { unitId: data.receiverUnitId, dueAt: null };
  },
};

function decideHandover({ data }: HandoverState, command: HandoverCommand): readonly HandoverEvent[] {
  const by = command.actor.id;
  switch (command.type) {
    case 'prepareHandover': {
      const { giverUnitId, actingUnitId, receiverUnitId, projectId, items } = command;
      return [{ type: 'HandoverPrepared', giverUnitId, actingUnitId, receiverUnitId, projectId, items, by }];
    }
    case 'amendItems':
      return [{ type: 'ItemsAmended', items: command.items, by }];
    case 'checkItem': {
      const { number, found } = command;
      if (!data.items.some((item) => item.number === number))
        throw new Refusal('HANDOVER_ITEM_UNKNOWN', `The list has no line ${number}.`, { number });
      return [{ type: 'ItemChecked', number, found, by }];
    }
    case 'signHandover':
      return sign(data, command.side, by);
    case 'cancelHandover':
      return [{ type: 'HandoverCancelled', by }];
  }
}

function sign({ items, signatures }: HandoverData, side: HandoverSide, by: string): readonly HandoverEvent[] {
  const open = notAsListed(items);
  if (open.length > 0)
    throw new Refusal('HANDOVER_NOT_CHECKED', 'Every line has to be counted and be as listed before anybody signs.', {
      items: open,
    });
  if (signatures[side]) throw new Refusal('HANDOVER_SIGNED', 'This side has signed.', { side });
  const other = signatures[side === 'giver' ? 'receiver' : 'giver'];
  if (other?.by === by) throw new Refusal('FOUR_EYES', 'Who signed for one side cannot sign for the other.', { by });
  const signed: HandoverEvent = { type: 'HandoverSigned', side, by };
  return other ? [signed, { type: 'HandoverCompleted' }] : [signed];
}

/** Lines that were not counted, or counted otherwise than listed. */
export function notAsListed(items: readonly HandoverItem[]): number[] {
  return items.filter(({ expected, found }) => !found || !isSame(expected, found)).map(({ number }) => number);
}

/** A line listed without a checksum is as listed when the count is. */
function isSame(expected: Measured, found: Measured): boolean {
  return expected.count === found.count && (expected.sha256 === null || expected.sha256 === found.sha256);
}
