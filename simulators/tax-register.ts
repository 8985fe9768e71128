/**
 * What the tax simulator remembers: slips, its own messages about them, the behaviour. Everything is a fold over journal events,
 * so a killed simulator knows after its restart exactly what it knew before.
 */
import { createHash, randomUUID } from 'node:crypto';
import { TAX_MESSAGES_PATH, taxMessageSchema } from '../contracts/tax-link.schema';
import type { TaxMessage, TaxNotice, TaxSlip, TaxSlipAnswer } from '../contracts/tax-link.schema';
import type { Delivery, Settlement } from './callback-queue';
import { openJournal } from './journal';
import type { AnswerPlan } from './tax-answers';
import { DEFAULT_TAX_BEHAVIOUR, type TaxBehaviour } from './tax-behaviour';

export interface SlipVersion {
  version: number;
  slip: TaxSlip;
  /** Tax's own number of the transfer. */
  seqId: string;
  receivedAt: string;
}

export interface SlipRecord {
  soPhieu: string;
  maHs: string;
  versions: SlipVersion[];
  /** In the order of their sequence. */
  messages: TaxMessage[];
}

type TaxEvent =
  | { kind: 'slipReceived'; received: SlipVersion }
  | { kind: 'queued'; delivery: Delivery }
  | { kind: 'settled'; settlement: Settlement }
  | { kind: 'behaviourSet'; behaviour: TaxBehaviour };

export interface UnpaidNotice {
  notice: TaxNotice;
  outstanding: number;
}

export interface TaxRegister {
  behaviour(): TaxBehaviour;
  setBehaviour(behaviour: TaxBehaviour): void;
  slips(): SlipRecord[];
  find(soPhieu: string): SlipRecord | undefined;
  /** Keeps a new slip version and the messages planned for it as one unit. @returns the deliveries to send */
  receive(received: SlipVersion, plan: AnswerPlan): Delivery[];
  /** Keeps messages about a known slip. @returns the deliveries to send */
  plan(record: SlipRecord, plan: AnswerPlan): Delivery[];
  /** Keeps one more delivery of a message that was made before. */
  requeue(delivery: Delivery): void;
  settle(settlement: Settlement): void;
  /** Deliveries and settlements of the former process. */
  past: { deliveries: Delivery[]; settlements: Settlement[] };
}

/** Same content = same hash; the transfer's own ids do not count, a retry may have new ones. */
export function hashSlipContent(slip: TaxSlip): string {
  const { SYSTEM_INFO: _transfer, ...content } = slip;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The answer tax gives to a slip it has taken; a repetition gets the same one with the reference of its own call. */
export function createAcceptance(received: SlipVersion, seqRefId: string): TaxSlipAnswer {
  return {
    SYSTEM_INFO: { MSG_TYPE: '11', SEQ_ID: received.seqId, SEQ_REFID: seqRefId },
    ERROR_CODE: '0',
    ERROR_DESC: '',
    NGAYCHUYEN: received.receivedAt,
    NGUOICHUYEN: 'Bộ phận tiếp nhận phiếu chuyển, cơ quan thuế',
  };
}

/** Notices of the latest version answered that still wait for money, with the amount that is missing. */
export function findUnpaidNotices(record: SlipRecord): UnpaidNotice[] {
  const latest = record.messages.findLast((message) => message.type === 'taxNotices');
  if (latest?.type !== 'taxNotices') return [];
  return latest.notices.flatMap((notice) => {
    const receipts = record.messages.filter(
      (message) => message.type === 'paymentReceipt' && message.noticeNumber === notice.number,
    );
    const waived = receipts.some((receipt) => receipt.type === 'paymentReceipt' && receipt.kind === 'EXEMPTED');
    const settled = receipts.reduce(
      (sum, receipt) => sum + (receipt.type === 'paymentReceipt' ? receipt.amount : 0),
      0,
    );
    const outstanding = waived ? 0 : notice.amount - settled;
    return outstanding > 0 ? [{ notice, outstanding }] : [];
  });
}

/** @param path journal file */
export function openTaxRegister(path: string, now: () => Date): TaxRegister {
  const journal = openJournal<TaxEvent>(path);
  const records = new Map<string, SlipRecord>();
  let behaviour = DEFAULT_TAX_BEHAVIOUR;

  function apply(event: TaxEvent): void {
    if (event.kind === 'behaviourSet') behaviour = event.behaviour;
    if (event.kind === 'slipReceived') {
      const { SO_PHIEU: soPhieu, MA_HS: maHs } = event.received.slip.TT_CHUNG;
      const record = records.get(soPhieu) ?? { soPhieu, maHs, versions: [], messages: [] };
      record.versions.push(event.received);
      records.set(soPhieu, record);
    }
    if (event.kind === 'queued') {
      const message = taxMessageSchema.parse(JSON.parse(event.delivery.body));
      const record = records.get(message.SO_PHIEU);
      const known = record?.messages.some((one) => one.messageId === message.messageId);
      if (!known) record?.messages.push(message);
      record?.messages.sort((a, b) => a.sequence - b.sequence);
    }
  }

  function record(...events: TaxEvent[]): void {
    if (events.length === 0) return;
    journal.append(...events);
    events.forEach(apply);
  }

  function createDeliveries(slip: TaxSlip, firstSequence: number, plan: AnswerPlan): Delivery[] {
    const made = plan.steps.map(({ content, delayMs }, index): Delivery => {
      const notBefore = new Date(now().getTime() + delayMs).toISOString();
      const message = taxMessageSchema.parse({
        ...content,
        messageId: randomUUID(),
        sequence: firstSequence + index,
        sentAt: notBefore,
        MA_HS: slip.TT_CHUNG.MA_HS,
        SO_PHIEU: slip.TT_CHUNG.SO_PHIEU,
        version: slip.TT_CHUNG.PHIEN_BAN,
      });
      return {
        deliveryId: randomUUID(),
        messageId: message.messageId,
        lane: slip.TT_CHUNG.SO_PHIEU,
        path: TAX_MESSAGES_PATH,
        body: JSON.stringify(message),
        notBefore,
      };
    });
    if (plan.reversed) made.reverse();
    if (plan.copies === 1) return made;
    // A lane of their own: the copies travel at the same time as the first ones.
    return made.flatMap((one) => [one, { ...one, deliveryId: randomUUID(), lane: `${one.lane} (copy)` }]);
  }

  function toQueued(deliveries: Delivery[]): TaxEvent[] {
    return deliveries.map((delivery) => ({ kind: 'queued', delivery }));
  }

  journal.past.forEach(apply);
  return {
    behaviour: () => behaviour,
    setBehaviour: (next) => record({ kind: 'behaviourSet', behaviour: next }),
    slips: () => [...records.values()],
    find: (soPhieu) => records.get(soPhieu),
    receive(received, plan) {
      const known = records.get(received.slip.TT_CHUNG.SO_PHIEU)?.messages.length ?? 0;
      const deliveries = createDeliveries(received.slip, known + 1, plan);
      record({ kind: 'slipReceived', received }, ...toQueued(deliveries));
      return deliveries;
    },
    plan(slipRecord, plan) {
      const latest = slipRecord.versions.at(-1);
      if (!latest) throw new Error(`The slip ${slipRecord.soPhieu} has no version.`);
      const deliveries = createDeliveries(latest.slip, slipRecord.messages.length + 1, plan);
      record(...toQueued(deliveries));
      return deliveries;
    },
    requeue: (delivery) => record({ kind: 'queued', delivery }),
    settle: (settlement) => record({ kind: 'settled', settlement }),
    past: {
      deliveries: journal.past.flatMap((event) => (event.kind === 'queued' ? [event.delivery] : [])),
      settlements: journal.past.flatMap((event) => (event.kind === 'settled' ? [event.settlement] : [])),
    },
  };
}
