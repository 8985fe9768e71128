import { createHash } from 'node:crypto';
import {
  oneStopAnswerSchema,
  oneStopDossierSchema,
  type OneStopProgress,
} from '../../../contracts/one-stop-link.schema';
import type { DeliveryView } from '../../../simulators/callback-queue';
import { createOneStop, type OneStop } from '../../../simulators/one-stop';
import { callJson, createFolders, startReceivingApi, waitUntil, type ReceivingApi } from './receiving-api';

const SECRET = 'secret-of-the-one-stop-link';
const MA_HO_SO = '000.01.16.H10-231005-0001';
// Longer than waitUntil, whose message says more than a time-out.
jest.setTimeout(30_000);

const folders = createFolders();
let api: ReceivingApi;
let oneStop: OneStop;
let dir: string;
let skewMs = 0;

interface State {
  dossiers: { maHoSo: string; state: number; progress: { entry: OneStopProgress; late: boolean }[] }[];
  deliveries: DeliveryView[];
}

interface Submitted {
  MaHoSo: string;
  messageId: string;
  status: string;
  httpStatus?: number;
  apiAnswer?: string;
}

function startOneStop(): Promise<OneStop> {
  return createOneStop({
    port: 0,
    apiUrl: api.url,
    secret: SECRET,
    username: 'sodo',
    password: 'right',
    dir,
    now: () => new Date(Date.now() + skewMs),
    sessionMs: 60_000,
    retry: { firstRetryMs: 20, maxRetryMs: 50, timeoutMs: 2000 },
  });
}

async function post(path: string, body: unknown) {
  const { answer } = await callJson(`${oneStop.url}${path}`, body);
  return oneStopAnswerSchema.parse(answer);
}

async function signIn(): Promise<string> {
  return (await post('/api/login', { username: 'sodo', password: 'right' })).session ?? '';
}

function givenProgress(SoThuTu: number, change: Partial<OneStopProgress> = {}): OneStopProgress {
  return {
    MaHoSo: MA_HO_SO,
    SoThuTu,
    NguoiXuLy: 'Phạm Thị Lan',
    ChucDanh: 'Viên chức thẩm định',
    ThoiDiemXuLy: '20231009083000',
    PhongBanXuLy: 'Chi nhánh Văn phòng đăng ký đất đai Đồng Xoài',
    NoiDungXuLy: 'Thẩm định hồ sơ',
    TrangThai: 4,
    NgayBatDau: '20231009080000',
    NgayKetThucTheoQuyDinh: '20231019170000',
    ...change,
  };
}

async function push(session: string, ...data: unknown[]) {
  return post('/api/services', { session, madonvi: '000.01.16.H10', service: 'CapNhatTienDoHoSoMC', data });
}

async function readState(): Promise<State> {
  return (await callJson<State>(`${oneStop.url}/control/state`)).answer;
}

async function submit(body: Record<string, unknown> = {}): Promise<Submitted> {
  return (await callJson<Submitted>(`${oneStop.url}/control/submit`, body)).answer;
}

beforeEach(async () => {
  skewMs = 0;
  api = await startReceivingApi({ 'one-stop': SECRET });
  dir = folders.create();
  oneStop = await startOneStop();
});

afterEach(async () => {
  await oneStop.close();
  await api.close();
});

afterAll(() => folders.removeAll());

describe('progress of dossiers', () => {
  it('given a session, when entries are pushed, then "00" and the dossier stands at the last state', async () => {
    const session = await signIn();
    expect(await push(session, givenProgress(1, { TrangThai: 2 }), givenProgress(2))).toEqual({ error_code: '00' });
    expect(await push(session, givenProgress(3, { TrangThai: 6 }))).toEqual({ error_code: '00' });
    const { dossiers } = await readState();
    expect(dossiers.map(({ maHoSo, state }) => [maHoSo, state])).toEqual([[MA_HO_SO, 6]]);
    expect(dossiers[0]!.progress.map(({ entry }) => entry.TrangThai)).toEqual([2, 4, 6]);
  });

  it('given the same entry twice, then "00" both times and one entry', async () => {
    const session = await signIn();
    await push(session, givenProgress(1));
    expect(await push(session, givenProgress(1), givenProgress(1))).toEqual({ error_code: '00' });
    expect((await readState()).dossiers[0]!.progress).toHaveLength(1);
  });

  it('given a known number with another content, then "04" and nothing of the call is kept', async () => {
    const session = await signIn();
    await push(session, givenProgress(1));
    const answer = await push(session, givenProgress(2), givenProgress(1, { TrangThai: 9 }));
    expect(answer.error_code).toBe('04');
    const { dossiers } = await readState();
    expect(dossiers[0]!.progress.map(({ entry }) => [entry.SoThuTu, entry.TrangThai])).toEqual([[1, 4]]);
  });

  it('given entries out of order, then they are shown in order and the late one is marked', async () => {
    const session = await signIn();
    await push(session, givenProgress(2, { TrangThai: 9 }));
    await push(session, givenProgress(1));
    const [dossier] = (await readState()).dossiers;
    expect(dossier!.state).toBe(9);
    expect(dossier!.progress.map(({ entry, late }) => [entry.SoThuTu, late])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it.each<[string, unknown]>([
    ['state 11', givenProgress(1, { TrangThai: 11 as never })],
    ['31 February', givenProgress(1, { ThoiDiemXuLy: '20230231080000' })],
    ['an ISO time', givenProgress(1, { NgayBatDau: '2023-10-09T08:00:00Z' })],
    ['number 0', givenProgress(0)],
    ['no officer', { ...givenProgress(1), NguoiXuLy: undefined }],
  ])('given %s, then "03" and nothing is kept', async (_what, entry) => {
    expect((await push(await signIn(), entry)).error_code).toBe('03');
    expect((await readState()).dossiers).toEqual([]);
  });

  it('given a wrong password, no session, a forgotten or an old one, then the code says which', async () => {
    expect(await post('/api/login', { username: 'sodo', password: 'wrong' })).toMatchObject({ error_code: '01' });
    expect((await push('nothing', givenProgress(1))).error_code).toBe('02');
    const session = await signIn();
    await callJson(`${oneStop.url}/control/sessions/forget`, {});
    expect((await push(session, givenProgress(1))).error_code).toBe('02');
    const second = await signIn();
    skewMs = 61_000;
    expect((await push(second, givenProgress(1))).error_code).toBe('02');
    expect((await push(await signIn(), givenProgress(1))).error_code).toBe('00');
  });

  it('given a service of the real system that is not simulated, then "99"', async () => {
    const body = { session: await signIn(), madonvi: 'x', service: 'LayDanhSachTTHC' };
    expect((await post('/api/services', body)).error_code).toBe('99');
  });

  it('given down, then 503; given slow, then the answer takes its time', async () => {
    const session = await signIn();
    await callJson(`${oneStop.url}/control/behaviour`, { mode: 'down' });
    expect((await callJson(`${oneStop.url}/api/services`, {})).status).toBe(503);
    await callJson(`${oneStop.url}/control/behaviour`, { mode: 'slow', delayMs: 300 });
    const begun = Date.now();
    expect((await push(session, givenProgress(1))).error_code).toBe('00');
    expect(Date.now() - begun).toBeGreaterThanOrEqual(290);
  });

  it('given a restart, then the entries are still known and the sessions are not', async () => {
    const session = await signIn();
    await push(session, givenProgress(1), givenProgress(2));
    await oneStop.close();
    oneStop = await startOneStop();
    expect((await push(session, givenProgress(3))).error_code).toBe('02');
    expect(await push(await signIn(), givenProgress(2), givenProgress(3))).toEqual({ error_code: '00' });
    expect((await readState()).dossiers[0]!.progress.map(({ entry }) => entry.SoThuTu)).toEqual([1, 2, 3]);
  });
});

describe('dossiers sent to our api', () => {
  it('given submit, then a signed, valid dossier arrives whose files have the hashes it says', async () => {
    const answer = await submit();
    expect(answer).toMatchObject({ status: 'delivered', httpStatus: 200, apiAnswer: '{"status":200}' });
    expect(api.calls[0]).toMatchObject({ path: '/integrations/one-stop/dossiers', signature: 'ok' });
    const dossier = oneStopDossierSchema.parse(api.calls[0]!.body);
    expect(dossier.MaHoSo).toBe(answer.MaHoSo);
    const files = dossier.ThanhPhanHoSo.flatMap((component) => component.GiayToDinhKem);
    expect(files.filter((file) => file.NoiDung)).toHaveLength(3);
    expect(files.filter((file) => file.DuongDanTaiTepTin)).toHaveLength(2);
    for (const file of files) {
      const content = file.NoiDung
        ? Buffer.from(file.NoiDung, 'base64')
        : Buffer.from(await (await fetch(file.DuongDanTaiTepTin!)).arrayBuffer());
      expect(content.subarray(0, 5).toString()).toBe('%PDF-');
      expect(createHash('sha256').update(content).digest('hex')).toBe(file.HashTepTin);
    }
  });

  it('given two submits, then two dossier codes; given overrides, then they are in the dossier', async () => {
    const first = await submit();
    const second = await submit({ dossier: { MaHoSo: 'G09.20-20260609-0092637', KenhTiepNhan: 1 } });
    expect(first.MaHoSo).not.toBe(second.MaHoSo);
    expect(api.calls[1]!.body).toMatchObject({ MaHoSo: 'G09.20-20260609-0092637', KenhTiepNhan: 1 });
  });

  it('given twice, then one message comes twice with two nonces', async () => {
    await callJson(`${oneStop.url}/control/behaviour`, { mode: 'twice' });
    await submit();
    await waitUntil('two calls', () => api.calls.length === 2);
    expect(api.calls[0]!.body).toEqual(api.calls[1]!.body);
    expect(api.calls[0]!.nonce).not.toBe(api.calls[1]!.nonce);
  });

  it('given an api that refuses, then submit says so; given one that is broken, then it goes on trying', async () => {
    api.nextStatuses.push(409);
    expect(await submit()).toMatchObject({ status: 'refused', httpStatus: 409 });
    api.nextStatuses.push(503, 503);
    expect(await submit()).toMatchObject({ status: 'delivered', httpStatus: 200 });
    expect(api.calls.map((call) => call.status)).toEqual([409, 503, 503, 200]);
  });

  it('given a clock six minutes ahead of the api, then the dossier is refused for its signature', async () => {
    skewMs = 360_000;
    expect(await submit()).toMatchObject({ status: 'refused', httpStatus: 401 });
    expect(api.calls[0]!.signature).toBe('SIGNATURE_EXPIRED');
  });

  it('given a dossier pending at a restart while down, then it stays, and goes out when up again', async () => {
    await callJson(`${oneStop.url}/control/behaviour`, { mode: 'down' });
    expect(await submit({ waitMs: 50 })).toMatchObject({ status: 'pending' });
    await oneStop.close();
    oneStop = await startOneStop();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(api.calls).toEqual([]);
    await callJson(`${oneStop.url}/control/behaviour`, { mode: 'normal' });
    await waitUntil('the dossier', () => api.calls.length === 1);
  });
});
