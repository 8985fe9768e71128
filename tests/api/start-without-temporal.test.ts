import { spawn, type ChildProcess } from 'node:child_process';
import { connect as connectSocket, createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readTestAddresses } from '../support/stack';
import { TEST_DATA_KEYS } from '../support/test-keys';
import { ApiLab, PASSWORD } from './api-lab';

jest.setTimeout(60_000);

const root = path.resolve(__dirname, '../..');

let lab: ApiLab;
let api: ChildProcess | undefined;
let bridge: Server | undefined;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterAll(async () => {
  api?.kill('SIGTERM');
  if (api && api.exitCode === null) await new Promise((resolve) => api?.once('exit', resolve));
  bridge?.close();
  await lab.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The real api process; it says on its first line that it is ready. */
async function startApi(temporalPort: number): Promise<string> {
  const port = await freePort();
  api = spawn(process.execPath, ['--import', 'tsx', 'api/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: lab.databaseUrl,
      SODO_DATA_KEYS: TEST_DATA_KEYS,
      TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
      SODO_PORT: String(port),
      SODO_DATA_DIR: lab.dir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    api?.stdout?.once('data', () => resolve());
    api?.once('exit', (code) => reject(new Error(`the api ended with ${code}`)));
  });
  return `http://127.0.0.1:${port}`;
}

test('the api starts while Temporal is down: drafts go on, /ready says so, and it finds Temporal when it is there', async () => {
  const temporalPort = await freePort();
  const url = await startApi(temporalPort);
  const ready = async () => {
    const response = await fetch(`${url}/ready`);
    return { code: response.status, ...((await response.json()) as object) };
  };
  expect(await ready()).toMatchObject({ code: 503, parts: { postgres: true, temporal: false } });
  const signedIn = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'motcua.dongxoai', password: PASSWORD }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  const draft = await fetch(`${url}/api/v1/drafts`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
      'idempotency-key': 'while-it-is-down',
    },
    body: JSON.stringify({ procedureKey: 'P2.TRANSFER' }),
  });
  expect(draft.status).toBe(201);

  const [host = '', port] = readTestAddresses().temporalAddress.split(':');
  bridge = createServer((near) => {
    const far = connectSocket(Number(port), host);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => near.destroy() && far.destroy());
  });
  await new Promise<void>((resolve) => bridge?.listen(temporalPort, '127.0.0.1', resolve));
  for (let tries = 0; tries < 100 && (await ready()).code !== 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await ready()).toMatchObject({ code: 200, parts: { temporal: true } });
});
