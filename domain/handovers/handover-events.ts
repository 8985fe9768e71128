import type { HandoverEvent, ListedItem } from './handover-command';
import { UNSIGNED, type HandoverItem, type HandoverState } from './handover-state';

type Next = Pick<HandoverState, 'status' | 'data'>;

/** @param at epoch ms of the event */
export function evolveHandover({ status, data }: HandoverState, event: HandoverEvent, at: number): Next {
  switch (event.type) {
    case 'HandoverPrepared': {
      const { giverUnitId, actingUnitId, receiverUnitId, projectId, by } = event;
      const items = numbered(event.items);
      return {
        status: 'prepared',
        data: {
          giverUnitId,
          actingUnitId,
          receiverUnitId,
          projectId,
          prepared: { by, at },
          items,
          signatures: UNSIGNED,
        },
      };
    }
    case 'ItemsAmended':
      return { status, data: { ...data, items: numbered(event.items), signatures: UNSIGNED } };
    case 'ItemChecked': {
      const { number, found, by } = event;
      const items = data.items.map((item) => (item.number === number ? { ...item, found: { ...found, by } } : item));
      return { status, data: { ...data, items, signatures: UNSIGNED } };
    }
    case 'HandoverSigned':
      return { status, data: { ...data, signatures: { ...data.signatures, [event.side]: { by: event.by, at } } } };
    case 'HandoverCompleted':
      return { status: 'completed', data };
    case 'HandoverCancelled':
      return { status: 'cancelled', data };
  }
}

function numbered(items: readonly ListedItem[]): HandoverItem[] {
  return items.map(({ kind, expected }, index) => ({ number: index + 1, kind, expected, found: null }));
}
