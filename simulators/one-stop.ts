/**
 * The one-stop system as a process of its own: takes progress entries (generation 1, domain-facts §3.4), sends dossiers.
 *
 *   POST /api/login                       {username, password} → session (forgotten when the process ends)
 *   POST /api/services                    {session, madonvi, service: CapNhatTienDoHoSoMC, data[]}
 *   GET  /files/:name                     the scans named by address in the sample dossier
 *   GET  /control/state                   behaviour, dossiers with their progress in order, deliveries
 *   POST /control/behaviour               {mode: normal|slow|down|twice, delayMs}
 *   POST /control/submit                  {dossier?: overrides, waitMs?}: sends a dossier to our api, signed
 *   POST /control/sessions/forget         ends all sessions, as the real system does at night
 *
 * `down` answers 503 and sends nothing; `slow` waits delayMs before each answer; `twice` sends each dossier twice at once.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import {
  ONE_STOP_DOSSIERS_PATH,
  ONE_STOP_KEY_ID,
  ONE_STOP_LOGIN_PATH,
  ONE_STOP_SERVICE_PATH,
  oneStopDossierSchema,
  oneStopLoginSchema,
  oneStopProgressRequestSchema,
} from '../contracts/one-stop-link.schema';
import type { OneStopAnswer, OneStopProgress } from '../contracts/one-stop-link.schema';
import { createCallbackQueue, type CallbackQueueOptions, type Delivery, type Settlement } from './callback-queue';
import { SimulatorRefusal, createSimulatorApp, parseBody, readBody, startServer } from './http-server';
import { openJournal } from './journal';
import { SAMPLE_FILE_NAMES, createSampleDossier, createSamplePdf } from './sample-dossier';

export interface OneStopOptions {
  /** 0 takes a free port. */
  port: number;
  host?: string;
  /** Address of our api, without a path of ours. */
  apiUrl: string;
  keyId?: string;
  /** Signs the dossiers sent to us. */
  secret: string;
  /** Sign-in our side uses for the progress service. */
  username: string;
  password: string;
  /** Folder of the journal. */
  dir: string;
  now?: () => Date;
  sessionMs?: number;
  retry?: Pick<CallbackQueueOptions, 'firstRetryMs' | 'maxRetryMs' | 'timeoutMs'>;
}

export interface OneStop {
  port: number;
  url: string;
  close(): Promise<void>;
}

const behaviourSchema = z.object({
  mode: z.enum(['normal', 'slow', 'down', 'twice']),
  delayMs: z.int().min(0).max(600_000),
});
type OneStopBehaviour = z.infer<typeof behaviourSchema>;

const submitSchema = z.object({
  dossier: oneStopDossierSchema.partial().optional(),
  /** Longest time to wait for the answer of our api. */
  waitMs: z.int().min(0).max(60_000).default(10_000),
});

type OneStopEvent =
  | { kind: 'progressTaken'; entry: OneStopProgress; takenAt: string }
  | { kind: 'queued'; delivery: Delivery }
  | { kind: 'settled'; settlement: Settlement }
  | { kind: 'behaviourSet'; behaviour: OneStopBehaviour };

interface ProgressRecord {
  entry: OneStopProgress;
  takenAt: string;
  /** True when an entry with a higher number had come before it. */
  late: boolean;
}

/** Starts the simulator; with the folder of a former one it goes on where that one stopped. */
export async function createOneStop(options: OneStopOptions): Promise<OneStop> {
  const { host = '127.0.0.1', keyId = ONE_STOP_KEY_ID, now = () => new Date(), sessionMs = 15 * 60_000 } = options;
  const journal = openJournal<OneStopEvent>(join(options.dir, 'one-stop.jsonl'));
  const dossiers = new Map<string, ProgressRecord[]>();
  const sessions = new Map<string, number>();
  const ending = new AbortController();
  let behaviour: OneStopBehaviour = { mode: 'normal', delayMs: 0 };
  let submitted = 0;

  function apply(event: OneStopEvent): void {
    if (event.kind === 'behaviourSet') behaviour = event.behaviour;
    if (event.kind === 'queued') submitted += 1;
    if (event.kind === 'progressTaken') {
      const entries = dossiers.get(event.entry.MaHoSo) ?? [];
      const late = (entries.at(-1)?.entry.SoThuTu ?? 0) > event.entry.SoThuTu;
      entries.push({ entry: event.entry, takenAt: event.takenAt, late });
      entries.sort((a, b) => a.entry.SoThuTu - b.entry.SoThuTu);
      dossiers.set(event.entry.MaHoSo, entries);
    }
  }

  function record(...events: OneStopEvent[]): void {
    if (events.length === 0) return;
    journal.append(...events);
    events.forEach(apply);
  }

  const queue = createCallbackQueue({
    apiUrl: options.apiUrl,
    keyId,
    secret: options.secret,
    now,
    isPaused: () => behaviour.mode === 'down',
    onSettled: (settlement) => record({ kind: 'settled', settlement }),
    ...options.retry,
  });

  async function misbehave(_request: Request, response: Response, next: NextFunction): Promise<void> {
    if (behaviour.mode === 'down') {
      response.status(503).json({ error_code: '98', error_message: 'Hệ thống tạm ngừng phục vụ.' });
      return;
    }
    if (behaviour.mode === 'slow')
      await sleep(behaviour.delayMs, undefined, { signal: ending.signal }).catch(() => null);
    next();
  }

  function signIn(body: unknown): OneStopAnswer {
    const login = oneStopLoginSchema.safeParse(body);
    if (!login.success || login.data.username !== options.username || login.data.password !== options.password) {
      return { error_code: '01', error_message: 'Sai tên đăng nhập hoặc mật khẩu.' };
    }
    const session = randomUUID();
    sessions.set(session, now().getTime() + sessionMs);
    return { error_code: '00', session };
  }

  function takeProgress(body: unknown): OneStopAnswer {
    const parsed = oneStopProgressRequestSchema.safeParse(body);
    if (!parsed.success) {
      const service = z.object({ service: z.string() }).safeParse(body);
      return service.success && service.data.service !== 'CapNhatTienDoHoSoMC'
        ? { error_code: '99', error_message: 'Dịch vụ không được hỗ trợ.' }
        : { error_code: '03', error_message: z.prettifyError(parsed.error).slice(0, 1000) };
    }
    if ((sessions.get(parsed.data.session) ?? 0) <= now().getTime()) {
      return { error_code: '02', error_message: 'Phiên làm việc không tồn tại hoặc đã hết hạn.' };
    }
    const fresh: OneStopProgress[] = [];
    for (const entry of parsed.data.data) {
      const isSame = (one: OneStopProgress) => one.MaHoSo === entry.MaHoSo && one.SoThuTu === entry.SoThuTu;
      const known = dossiers.get(entry.MaHoSo)?.find((one) => isSame(one.entry))?.entry ?? fresh.find(isSame);
      if (!known) fresh.push(entry);
      else if (!isDeepStrictEqual(known, entry)) {
        const text = `Mục ${entry.SoThuTu} của hồ sơ ${entry.MaHoSo} đã có với nội dung khác.`;
        return { error_code: '04', error_message: text };
      }
    }
    const takenAt = now().toISOString();
    record(...fresh.map((entry): OneStopEvent => ({ kind: 'progressTaken', entry, takenAt })));
    return { error_code: '00' };
  }

  const app = createSimulatorApp();
  app.use('/api', misbehave);
  app.post(ONE_STOP_LOGIN_PATH, (request, response) => {
    response.json(signIn(readJson(request)));
  });
  app.post(ONE_STOP_SERVICE_PATH, (request, response) => {
    response.json(takeProgress(readJson(request)));
  });
  app.get('/files/:name', misbehave, (request: Request<{ name: string }>, response) => {
    const name = SAMPLE_FILE_NAMES.find((known) => known === request.params.name);
    if (!name) throw new SimulatorRefusal(404, 'FILE_UNKNOWN', 'There is no such file.');
    response.type('application/pdf').send(createSamplePdf(name));
  });

  app.get('/control/state', (_request, response) => {
    const seen = [...dossiers].map(([maHoSo, progress]) => {
      const { TrangThai: state } = progress[progress.length - 1]!.entry;
      return { maHoSo, state, progress };
    });
    response.json({ behaviour, dossiers: seen, deliveries: queue.list() });
  });

  app.post('/control/behaviour', (request, response) => {
    record({ kind: 'behaviourSet', behaviour: { ...behaviour, ...parseBody(request, behaviourSchema.partial()) } });
    response.json(behaviour);
  });

  app.post('/control/sessions/forget', (_request, response) => {
    sessions.clear();
    response.status(204).end();
  });

  app.post('/control/submit', async (request, response) => {
    const { dossier: overrides, waitMs } = parseBody(request, submitSchema);
    const sample = createSampleDossier(submitted + 1, `${url}/files`, now());
    const dossier = oneStopDossierSchema.parse({ ...sample, ...overrides });
    const first: Delivery = {
      deliveryId: randomUUID(),
      messageId: dossier.messageId,
      lane: dossier.MaHoSo,
      path: ONE_STOP_DOSSIERS_PATH,
      body: JSON.stringify(dossier),
      notBefore: now().toISOString(),
    };
    const copy: Delivery = { ...first, deliveryId: randomUUID(), lane: `${first.lane} (copy)` };
    const deliveries = behaviour.mode === 'twice' ? [first, copy] : [first];
    record(...deliveries.map((delivery): OneStopEvent => ({ kind: 'queued', delivery })));
    queue.add(deliveries);
    const settled = await queue.waitFor(first.deliveryId, waitMs);
    const answer = { MaHoSo: dossier.MaHoSo, messageId: dossier.messageId };
    if (!settled) response.status(202).json({ ...answer, status: 'pending' });
    else {
      const { status, httpStatus, answer: apiAnswer } = settled;
      response.status(200).json({ ...answer, status, httpStatus, apiAnswer });
    }
  });

  journal.past.forEach(apply);
  queue.restore(
    journal.past.flatMap((event) => (event.kind === 'queued' ? [event.delivery] : [])),
    journal.past.flatMap((event) => (event.kind === 'settled' ? [event.settlement] : [])),
  );
  const server = await startServer(app, options.port, host);
  const url = `http://${host}:${server.port}`;
  return {
    port: server.port,
    url,
    async close() {
      ending.abort();
      await server.close();
      await queue.close();
    },
  };
}

/** @returns the body as JSON, undefined when it is not JSON */
function readJson(request: Request): unknown {
  try {
    return JSON.parse(readBody(request).toString('utf8'));
  } catch {
    return undefined;
  }
}
