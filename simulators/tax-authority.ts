/**
 * The tax authority as a process of its own: takes signed slips, answers later by signed calls to our api, misbehaves on demand.
 *
 *   POST /tax/slips                              a slip (signed), answered at once with ERROR_CODE
 *   GET  /control/state                          behaviour, slips with all messages, deliveries
 *   POST /control/behaviour                      see tax-behaviour.ts
 *   POST /control/slips/:soPhieu/notices         answer by hand {notices?}
 *   POST /control/slips/:soPhieu/return          send back by hand {reasonCode?, reasonText?, fault?, fields?}
 *   POST /control/slips/:soPhieu/pay             pay by hand {noticeNumber?, kind?, amount?, paidAt?}
 *   POST /control/deliveries/:messageId/again    send a former message once more (same messageId)
 *
 * A slip number in a path is URL-encoded. The /control part is open: the simulator listens on the loopback address by default.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  TAX_KEY_ID,
  TAX_SLIP_PATH,
  paymentReceiptMessageSchema,
  slipReturnedMessageSchema,
  taxNoticeSchema,
  taxSlipSchema,
} from '../contracts/tax-link.schema';
import type { TaxSlip, TaxSlipAnswer } from '../contracts/tax-link.schema';
import { admitSignedCall } from '../platform/request-signature';
import { createCallbackQueue, type CallbackQueueOptions } from './callback-queue';
import { SimulatorRefusal, createSimulatorApp, parseBody, readBody, startServer } from './http-server';
import { createNonceMemory } from './nonce-memory';
import { DEFAULT_RETURN, computeNotices, createReceipt, planAnswer, type TaxMessageContent } from './tax-answers';
import { findSlipBehaviour, taxBehaviourPatchSchema } from './tax-behaviour';
import { createAcceptance, findUnpaidNotices, hashSlipContent, openTaxRegister, type SlipRecord } from './tax-register';

export interface TaxAuthorityOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Address of our api, without a path of ours. */
  apiUrl: string;
  keyId?: string;
  /** Shared with the api; signs both directions. */
  secret: string;
  /** Folder of the journal. */
  dir: string;
  now?: () => Date;
  retry?: Pick<CallbackQueueOptions, 'firstRetryMs' | 'maxRetryMs' | 'timeoutMs'>;
}

export interface TaxAuthority {
  port: number;
  url: string;
  close(): Promise<void>;
}

const returnBodySchema = slipReturnedMessageSchema
  .pick({ reasonCode: true, reasonText: true, fault: true, fields: true })
  .partial();
const noticesBodySchema = z.object({ notices: z.array(taxNoticeSchema).max(50).optional() });
const payBodySchema = z.object({
  noticeNumber: z.string().optional(),
  kind: paymentReceiptMessageSchema.shape.kind.default('PAID'),
  amount: z.int().min(0).optional(),
  paidAt: z.iso.datetime({ offset: true }).optional(),
});

function createRefusal(code: string, description: string, now: Date, seqRefId = ''): TaxSlipAnswer {
  return {
    SYSTEM_INFO: { MSG_TYPE: '11', SEQ_ID: randomUUID(), SEQ_REFID: seqRefId },
    ERROR_CODE: code,
    ERROR_DESC: description.slice(0, 1000),
    NGAYCHUYEN: now.toISOString(),
    NGUOICHUYEN: 'Cổng tiếp nhận, cơ quan thuế',
  };
}

/** Starts the simulator; with the folder of a former one it goes on where that one stopped. */
export async function createTaxAuthority(options: TaxAuthorityOptions): Promise<TaxAuthority> {
  const { host = '127.0.0.1', keyId = TAX_KEY_ID, secret, now = () => new Date() } = options;
  const register = openTaxRegister(join(options.dir, 'tax-authority.jsonl'), now);
  const nonces = createNonceMemory(now);
  const ending = new AbortController();
  const queue = createCallbackQueue({
    apiUrl: options.apiUrl,
    keyId,
    secret,
    now,
    isPaused: () => register.behaviour().mode === 'down',
    onSettled: (settlement) => register.settle(settlement),
    ...options.retry,
  });
  const refusals: Record<string, number> = {};

  function refuse(response: Response, status: number, answer: TaxSlipAnswer): void {
    refusals[answer.ERROR_CODE] = (refusals[answer.ERROR_CODE] ?? 0) + 1;
    response.status(status).json(answer);
  }

  async function receiveSlip(request: Request, response: Response): Promise<void> {
    const down = () => refuse(response, 503, createRefusal('40', 'Hệ thống tạm ngừng phục vụ.', now()));
    if (register.behaviour().mode === 'down') return down();
    const body = readBody(request);
    const call = { method: request.method, path: request.originalUrl, body, headers: request.headers };
    const check = await admitSignedCall({ ...call, secrets: { [keyId]: secret }, now: now() }, nonces);
    if (!check.ok) return refuse(response, 401, createRefusal('29', check.code, now()));
    const slip = readSlip(body);
    if (typeof slip === 'string') return refuse(response, 200, createRefusal('02', slip, now()));
    const { SO_PHIEU: soPhieu, MA_HS: maHs, PHIEN_BAN: version } = slip.TT_CHUNG;
    const behaviour = findSlipBehaviour(register.behaviour(), soPhieu, maHs);
    if (behaviour.mode === 'down') return down();
    const versions = register.find(soPhieu)?.versions ?? [];
    let received = versions.find((one) => one.version === version);
    if (
      received ? hashSlipContent(received.slip) !== hashSlipContent(slip) : (versions.at(-1)?.version ?? 0) > version
    ) {
      const text = `Phiếu ${soPhieu} phiên bản ${version} đã có với nội dung khác hoặc đã có phiên bản mới hơn.`;
      return refuse(response, 200, createRefusal('11', text, now(), slip.SYSTEM_INFO.SEQ_ID));
    }
    if (!received) {
      received = { version, slip, seqId: `TCT-${randomUUID()}`, receivedAt: now().toISOString() };
      queue.add(register.receive(received, planAnswer(slip, behaviour, now(), createReceiptId)));
    }
    if (behaviour.mode === 'slow')
      await sleep(behaviour.delayMs, undefined, { signal: ending.signal }).catch(() => undefined);
    response.json(createAcceptance(received, slip.SYSTEM_INFO.SEQ_ID));
  }

  function findSlip(request: Request<{ soPhieu: string }>): SlipRecord {
    const record = register.find(request.params.soPhieu);
    if (record) return record;
    throw new SimulatorRefusal(404, 'SLIP_UNKNOWN', `No slip ${request.params.soPhieu} has been received.`);
  }

  function send(record: SlipRecord, contents: TaxMessageContent[], response: Response): void {
    const steps = contents.map((content) => ({ content, delayMs: 0 }));
    const deliveries = register.plan(record, { steps, copies: 1, reversed: false });
    queue.add(deliveries);
    response.status(202).json({ messageIds: deliveries.map((delivery) => delivery.messageId) });
  }

  const app = createSimulatorApp();
  app.post(TAX_SLIP_PATH, receiveSlip);

  app.get('/control/state', (_request, response) => {
    response.json({ behaviour: register.behaviour(), slips: register.slips(), deliveries: queue.list(), refusals });
  });

  app.post('/control/behaviour', (request, response) => {
    register.setBehaviour({ ...register.behaviour(), ...parseBody(request, taxBehaviourPatchSchema) });
    response.json(register.behaviour());
  });

  app.post('/control/slips/:soPhieu/notices', (request, response) => {
    const record = findSlip(request);
    const latest = record.versions.at(-1)?.slip;
    const notices = parseBody(request, noticesBodySchema).notices ?? (latest && computeNotices(latest, false, now()));
    if (!notices) throw new SimulatorRefusal(409, 'SLIP_HAS_NO_PRICE', 'The slip has no price: give the notices.');
    send(record, [{ type: 'taxNotices', notices }], response);
  });

  app.post('/control/slips/:soPhieu/return', (request, response) => {
    const record = findSlip(request);
    send(record, [{ ...DEFAULT_RETURN, ...parseBody(request, returnBodySchema) }], response);
  });

  app.post('/control/slips/:soPhieu/pay', (request, response) => {
    const record = findSlip(request);
    const { noticeNumber, kind, amount, paidAt } = parseBody(request, payBodySchema);
    const unpaid = findUnpaidNotices(record).filter(
      ({ notice }) => noticeNumber === undefined || notice.number === noticeNumber,
    );
    if (unpaid.length === 0) throw new SimulatorRefusal(409, 'NOTHING_TO_PAY', 'No such notice waits for money.');
    const contents = unpaid.map(({ notice, outstanding }) => {
      const paid = kind === 'EXEMPTED' ? 0 : (amount ?? outstanding);
      return createReceipt(notice.number, paid, kind, paidAt ? new Date(paidAt) : now(), createReceiptId());
    });
    send(record, contents, response);
  });

  app.post('/control/deliveries/:messageId/again', (request: Request<{ messageId: string }>, response) => {
    const former = queue.list().find((delivery) => delivery.messageId === request.params.messageId);
    if (!former) throw new SimulatorRefusal(404, 'MESSAGE_UNKNOWN', 'No such message was made.');
    const { messageId, path, body } = former;
    const deliveryId = randomUUID();
    const delivery = { deliveryId, messageId, lane: deliveryId, path, body, notBefore: now().toISOString() };
    register.requeue(delivery);
    queue.add([delivery]);
    response.status(202).json({ messageIds: [messageId] });
  });

  queue.restore(register.past.deliveries, register.past.settlements);
  const server = await startServer(app, options.port, host);
  return {
    port: server.port,
    url: `http://${host}:${server.port}`,
    async close() {
      ending.abort();
      await server.close();
      await queue.close();
    },
  };
}

/** @returns the slip, or what is wrong with the body */
function readSlip(body: Buffer): TaxSlip | string {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return 'Nội dung không phải JSON.';
  }
  const parsed = taxSlipSchema.safeParse(value);
  return parsed.success ? parsed.data : z.prettifyError(parsed.error);
}

function createReceiptId(): string {
  return `BL-${randomUUID()}`;
}
