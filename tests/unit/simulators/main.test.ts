import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { TAX_SLIP_PATH } from '../../../contracts/tax-link.schema';
import { signRequest } from '../../../platform/request-signature';
import { callJson, createFolders, startReceivingApi, waitUntil, type ReceivingApi } from './receiving-api';
import { givenSlip } from './sample-slip';

const ROOT = join(__dirname, '..', '..', '..');
const TAX_SECRET = 'secret-of-the-tax-link';
const ONE_STOP_SECRET = 'secret-of-the-one-stop-link';

interface Ports {
  tax: number;
  oneStop: number;
  smtp: number;
  mailHttp: number;
}

// Two real starts and the pending answer between them.
jest.setTimeout(60_000);

const folders = createFolders();
const children: ChildProcess[] = [];
let api: ReceivingApi;

function spawnSimulators(environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'simulators/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function readReady(child: ChildProcess): Promise<Ports> {
  for await (const line of createInterface({ input: child.stdout! })) {
    return (JSON.parse(line) as { ready: Ports }).ready;
  }
  throw new Error('The simulators ended before they were ready.');
}

async function sendSlip(port: number): Promise<unknown> {
  const body = JSON.stringify(givenSlip());
  const call = { method: 'POST', path: TAX_SLIP_PATH, body, keyId: 'tax', secret: TAX_SECRET };
  const headers = { ...signRequest({ ...call, now: new Date(), nonce: randomUUID() }) };
  return (await fetch(`http://127.0.0.1:${port}${TAX_SLIP_PATH}`, { method: 'POST', headers, body })).json();
}

beforeAll(async () => {
  api = await startReceivingApi({ tax: TAX_SECRET, 'one-stop': ONE_STOP_SECRET });
});

afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await api.close();
  folders.removeAll();
});

describe('the three simulators as one process', () => {
  it('given SIGKILL with an answer pending, when started again on the same ports and folder, then everything goes on; SIGTERM ends it cleanly', async () => {
    const environment: Record<string, string> = {
      SODO_API_URL: api.url,
      SODO_TAX_SECRET: TAX_SECRET,
      SODO_ONE_STOP_SECRET: ONE_STOP_SECRET,
      SODO_SIMULATOR_DIR: folders.create(),
    };
    const first = spawnSimulators(environment);
    const ports = await readReady(first);
    const taxUrl = `http://127.0.0.1:${ports.tax}`;
    const delayMs = 5000;
    await callJson(`${taxUrl}/control/behaviour`, { mode: 'normal', delayMs });
    expect(await sendSlip(ports.tax)).toMatchObject({ ERROR_CODE: '0' });
    const taken = Date.now();
    const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, secure: false });
    await transport.sendMail({ from: 'vpdk@example.vn', to: 'lan@example.vn', subject: 'Nhắc hạn', text: 'x' });
    const { answer: submitted } = await callJson(`http://127.0.0.1:${ports.oneStop}/control/submit`, {});
    expect(submitted).toMatchObject({ status: 'delivered' });

    first.kill('SIGKILL');
    await once(first, 'exit');
    const before = api.calls.filter((call) => call.path.includes('/tax/')).length;
    expect([before, Date.now() - taken < delayMs]).toEqual([0, true]);
    const second = spawnSimulators({
      ...environment,
      SODO_TAX_PORT: String(ports.tax),
      SODO_ONE_STOP_PORT: String(ports.oneStop),
      SODO_SMTP_PORT: String(ports.smtp),
      SODO_MAIL_HTTP_PORT: String(ports.mailHttp),
    });
    expect(await readReady(second)).toEqual(ports);

    await waitUntil('the notices', () => api.calls.some((call) => call.path.includes('/tax/')));
    const { answer: mails } = await callJson(`http://127.0.0.1:${ports.mailHttp}/messages`);
    expect(mails).toMatchObject({ total: 1, messages: [{ subject: 'Nhắc hạn' }] });
    expect(api.calls.map((call) => [call.path, call.signature])).toEqual([
      ['/integrations/one-stop/dossiers', 'ok'],
      ['/integrations/tax/messages', 'ok'],
    ]);
    second.kill('SIGTERM');
    expect(await once(second, 'exit')).toEqual([0, null]);
  });

  it('given a port in use, then it ends with one sentence that says which part and why', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as { port: number }).port);
    const child = spawnSimulators({ SODO_SMTP_PORT: port, SODO_SIMULATOR_DIR: folders.create() });
    let errors = '';
    child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toMatch(/^The simulators cannot start\. The mail catcher cannot start: .*EADDRINUSE.*\n$/);
    taken.close();
  });

  it('given a port that is no number, then the variable is named', async () => {
    const child = spawnSimulators({ SODO_TAX_PORT: 'eighty', SODO_SIMULATOR_DIR: folders.create() });
    let errors = '';
    child.stderr!.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toContain('SODO_TAX_PORT');
  });
});
