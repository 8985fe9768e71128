import { PermanentDeliveryError, type Deliver, type OutboxKind } from './deliver-due';

/** One deliverer for each kind of outbox item. */
export type Deliverers = Readonly<Record<OutboxKind, Deliver>>;

export function createDeliver(deliverers: Deliverers): Deliver {
  return (item) => {
    const deliver: Deliver | undefined = (deliverers as Record<string, Deliver>)[item.kind];
    if (!deliver) throw new PermanentDeliveryError(`nothing delivers ${item.kind}`);
    return deliver(item);
  };
}
