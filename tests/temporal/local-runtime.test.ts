import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../platform/config';
import { SupervisedChild } from '../../platform/local/child-process';
import { observeProcess } from '../../platform/local/process-record';
import { startStack } from '../../platform/local/stack';
import { postgresPart, temporalPart } from '../../platform/local/stack-parts';
import { waitUntil } from '../../platform/local/wait-until';
import { connectTemporalClient } from '../../platform/temporal-connection';
import { createTestDatabase, readTestAddresses } from '../support/stack';
import { makeDataFolder } from '../support/test-stack';

const root = path.resolve(__dirname, '..', '..');

describe('the test stack', () => {
  test('given two test databases, they are copies of the same template and know nothing of each other', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one.url, 'CREATE TABLE only_here (id int)');
    await expect(query(other.url, 'SELECT * FROM only_here')).rejects.toMatchObject({ code: '42P01' });
    await Promise.all([one.drop(), other.drop()]);
    await expect(query(one.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });

  test('its namespace is usable', async () => {
    const { temporalAddress: address, namespace } = readTestAddresses();
    const client = await connectTemporalClient({ address, namespace });
    await expect(client.workflow.count()).resolves.toMatchObject({ count: expect.any(Number) as number });
    await client.connection.close();
  });

  test('given servers of somebody else, a stack uses them and starts none', async () => {
    const { temporalAddress } = readTestAddresses();
    const database = await createTestDatabase();
    const dataDir = makeDataFolder();
    const config = readConfig({
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporalAddress,
      SODO_NAMESPACE: 'somebody-else',
      SODO_DATA_DIR: dataDir,
    });
    const stack = await startStack({ config, root, parts: [postgresPart, temporalPart], report: () => undefined });
    expect(stack.children.size).toBe(0);
    expect(stack.env).toMatchObject({ DATABASE_URL: database.url, TEMPORAL_ADDRESS: temporalAddress });
    await stack.stop();
    rmSync(dataDir, { recursive: true });
    await database.drop();
  });
});

describe('a local instance, as a process of its own', () => {
  let dataDir: string;
  const running: Instance[] = [];

  beforeAll(() => (dataDir = makeDataFolder()));
  afterEach(async () => {
    await Promise.all(running.splice(0).map((instance) => instance.stop()));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  async function startInstance(folder: string, environment: Record<string, string> = {}): Promise<Instance> {
    const instance = new Instance(folder, environment);
    running.push(instance);
    await instance.start();
    return instance;
  }

  test('given an empty folder, it comes up; after a stop it comes up again with its data and ports', async () => {
    const first = await startInstance(dataDir);
    expect(await first.countStarts()).toBe(1);
    await first.stop();
    expect(readdirSync(path.join(dataDir, 'pids'))).toEqual([]);
    expect(existsSync(path.join(dataDir, 'instance.lock'))).toBe(false);
    const second = await startInstance(dataDir);
    expect(await second.countStarts()).toBe(2);
    expect(second.ports).toEqual(first.ports);
  });

  test('given that every process is killed, the next start has the data and leaves no orphan', async () => {
    const first = await startInstance(dataDir);
    const before = await first.countStarts();
    const killed = [first.starter.pid as number, ...Object.values(first.pids)];
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await expectGone(killed);
    const second = await startInstance(dataDir);
    expect(await second.countStarts()).toBe(before + 1);
    expect(second.ports).toEqual(first.ports);
  });

  test('given that only the starter is killed, the next start ends what it left and takes over', async () => {
    const first = await startInstance(dataDir);
    const before = await first.countStarts();
    first.starter.signal('SIGKILL');
    const second = await startInstance(dataDir);
    await expectGone(Object.values(first.pids));
    expect(await second.countStarts()).toBe(before + 1);
    expect(second.ports).toEqual(first.ports);
  });

  test('given that PostgreSQL, Temporal and the program are killed under it, it brings them back', async () => {
    const instance = await startInstance(dataDir);
    const before = await instance.countStarts();
    for (const pid of Object.values(instance.pids)) process.kill(pid, 'SIGKILL');
    await expectGone(Object.values(instance.pids));
    await expect(
      waitUntil(
        () =>
          instance.countStarts().then(
            (starts) => starts > before,
            () => false,
          ),
        60_000,
        200,
      ),
    ).resolves.toBe(true);
    const client = await connectTemporalClient({
      address: `127.0.0.1:${instance.ports['temporal']}`,
      namespace: 'sodo',
    });
    await expect(client.workflow.count()).resolves.toMatchObject({ count: 0 });
    await client.connection.close();
  });

  test('given one that runs, a second on another folder runs beside it; one on the same folder or port is refused', async () => {
    const beside = makeDataFolder();
    const first = await startInstance(dataDir);
    const second = await startInstance(beside);
    const ports = [...Object.values(first.ports), ...Object.values(second.ports)];
    expect(new Set(ports).size).toBe(ports.length);
    expect(await first.countStarts()).toBeGreaterThan(1);
    expect(await second.countStarts()).toBe(1);
    await second.stop();

    await expect(new Instance(dataDir, {}).start()).rejects.toThrow(
      `Sodo cannot start: it already runs on the data folder ${dataDir} (process ${first.starter.pid})`,
    );
    const occupied = String(first.ports['api']);
    await expect(new Instance(beside, { SODO_PORT: occupied }).start()).rejects.toThrow(
      `The api cannot start: port ${occupied} on this machine is used by another program`,
    );
    rmSync(beside, { recursive: true });
  });
});

/** `tests/support/fixture-stack.ts` as a process; its addresses come from its ready line. */
class Instance {
  readonly starter: SupervisedChild;
  private readonly reports: string[] = [];

  constructor(dataDir: string, environment: Record<string, string>) {
    const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
    this.starter = new SupervisedChild({
      part: 'The instance',
      command: process.execPath,
      args: ['--import', 'tsx', 'tests/support/fixture-stack.ts'],
      env: { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME, SODO_DATA_DIR: dataDir, ...environment },
      cwd: root,
      logFile: `${dataDir}-starter.log`,
      pidFile: `${dataDir}-starter.pid`,
      readiness: { kind: 'line' },
      readyWithinMs: 90_000,
      stopSignal: 'SIGTERM',
      stopWithinMs: 60_000,
      failureCode: 'PROGRAM_FAILED',
      restart: false,
      report: (line) => this.reports.push(line),
    });
  }

  private line: Readonly<Record<string, unknown>> = {};

  async start(): Promise<void> {
    await this.starter.start();
    this.line = this.starter.readyLine;
  }

  get ports() {
    return this.line['ports'] as Record<string, number>;
  }

  get pids() {
    return this.line['pids'] as Record<string, number>;
  }

  async countStarts(): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${this.ports['api']}/starts`);
    return Number(await answer.text());
  }

  async stop(): Promise<void> {
    await this.starter.stop();
    rmSync(this.starter.spec.logFile, { force: true });
  }
}

async function expectGone(pids: readonly number[]): Promise<void> {
  await expect(waitUntil(() => pids.every((pid) => !observeProcess(pid)), 15_000)).resolves.toBe(true);
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
