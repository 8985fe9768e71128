import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { Pool } from 'pg';
import { createContentRepository } from '../../db/repositories/content-repository';
import { readConfig } from '../../platform/config';
import { ContentCodec } from '../../platform/data-converter/content-codec';
import { isPortFree } from '../../platform/local/free-port';
import type { Part, RunningPart } from '../../platform/local/parts';
import { startStack } from '../../platform/local/stack';
import type { RunningStack, StackContext } from '../../platform/local/stack';
import { connectTemporalClient } from '../../platform/temporal-connection';
import { LOCAL_PARTS } from '../../scripts/local-parts';
import { makeDataFolder } from './test-stack';

const ROOT = path.resolve(__dirname, '..', '..');
const READY_MS = 90_000;

/** Programs and servers of a whole stack that a test may kill. */
export type Program = 'worker' | 'background' | 'api' | 'simulators' | 'temporal' | 'postgres';

/**
 * Everything `npm start` runs, on a folder and ports of its own, to be disturbed by a fault test.
 *
 * W1  What is killed comes back by the product's own supervisor; what is taken down comes back by the product's own start.
 * W2  `stop` ends whatever still runs, in order, by its own process numbers, and removes the folder.
 */
export interface WholeStack {
  readonly apiUrl: string;
  readonly taxUrl: string;
  readonly oneStopUrl: string;
  readonly mailUrl: string;
  /** As its programs are started with, for commands an operator runs beside them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  readonly pool: Pool;
  readonly temporal: Client;
  /** Ends a program with SIGKILL. @returns once a new process of it is ready */
  kill(program: Program): Promise<void>;
  /** Ends a server with SIGKILL and keeps it down. */
  takeDown(server: 'PostgreSQL' | 'Temporal'): Promise<void>;
  /** Starts a server again, as an operator would. */
  bringUp(server: 'PostgreSQL' | 'Temporal'): Promise<void>;
  /** Power cut: everything ends with SIGKILL and stays down. */
  cutPower(): Promise<void>;
  /** Starts everything again, on the same data. `between` runs once PostgreSQL is up, before anything else is. */
  powerOn(between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** A part that can be ended and started again while the stack stays. */
class RestartablePart implements Part<StackContext> {
  private running?: RunningPart;

  constructor(
    private readonly part: Part<StackContext>,
    private readonly onStart: (context: StackContext) => void,
  ) {}

  get name(): string {
    return this.part.name;
  }

  async start(context: StackContext): Promise<RunningPart> {
    this.onStart(context);
    this.running = await this.part.start(context);
    // Not that of this moment: whichever runs when the stack stops.
    return { description: this.running.description, stop: () => this.stop() };
  }

  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.stop();
  }
}

/**
 * Brings up the whole stack; PostgreSQL waits for the disk as in production. Takes about twenty seconds.
 * @param environment settings beside those of a test's own folder and port
 */
export async function startWholeStack(environment: Readonly<Record<string, string>> = {}): Promise<WholeStack> {
  const dataDir = makeDataFolder();
  const { PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const config = readConfig(
    {
      ...{ PATH, HOME, SODO_CACHE_DIR, XDG_CACHE_HOME },
      SODO_DATA_DIR: dataDir,
      SODO_LOG_LEVEL: 'warn',
      SODO_PORT: String(await findFreePort()),
      ...environment,
    },
    ROOT,
  );
  let context: StackContext | undefined;
  const parts = LOCAL_PARTS.map((part) => new RestartablePart(part, (given) => (context = given)));
  const report = (line: string) => process.stderr.write(`whole stack: ${line}\n`);
  let stack: RunningStack;
  try {
    stack = await startStack({ config, root: ROOT, parts, report });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  try {
    const links = await connectTo(stack, config.namespace);
    return composeStack({ stack, links, parts, dataDir, context: () => context as StackContext });
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** Not the usual port: an installation that starts at the same moment would take it, too. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(32_000, 32_700);
    if (await isPortFree(port)) return port;
  }
}

interface Links {
  readonly pool: Pool;
  readonly temporal: Client;
}

async function connectTo(stack: RunningStack, namespace: string): Promise<Links> {
  const pool = new Pool({ connectionString: stack.env['DATABASE_URL'], max: 5, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined); // connections are cut on purpose
  const temporal = await connectTemporalClient({
    address: stack.env['TEMPORAL_ADDRESS'] ?? '',
    namespace,
    dataConverter: { payloadCodecs: [new ContentCodec(createContentRepository(pool))] },
  });
  return { pool, temporal };
}

function composeStack(made: {
  readonly stack: RunningStack;
  readonly links: Links;
  readonly parts: readonly RestartablePart[];
  readonly dataDir: string;
  readonly context: () => StackContext;
}): WholeStack {
  const { stack, links, parts, dataDir, context } = made;
  const { env } = stack;

  function childOf(program: string) {
    const child = context().children.get(program);
    if (!child) throw new Error(`the stack has no ${program}`);
    return child;
  }

  function partOf(server: string): RestartablePart {
    const part = parts.find(({ name }) => name === server);
    if (!part) throw new Error(`the stack has no ${server}`);
    return part;
  }

  return {
    apiUrl: env['SODO_API_URL'] ?? '',
    taxUrl: env['SODO_TAX_URL'] ?? '',
    oneStopUrl: env['SODO_ONE_STOP_URL'] ?? '',
    mailUrl: env['SODO_MAIL_URL'] ?? '',
    environment: env,
    dataDir,
    ...links,

    async kill(program) {
      const child = childOf(program);
      const { pid } = child;
      child.signal('SIGKILL');
      const end = Date.now() + READY_MS;
      while (child.pid === undefined || child.pid === pid) {
        if (Date.now() > end) throw new Error(`${program} was not started again`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      if (!(await child.waitUntilReady(end - Date.now()))) throw new Error(`${program} did not become ready again`);
    },

    async takeDown(server) {
      childOf(server === 'PostgreSQL' ? 'postgres' : 'temporal').signal('SIGKILL');
      await partOf(server).stop();
    },

    async bringUp(server) {
      await partOf(server).start(context());
    },

    async cutPower() {
      for (const child of context().children.values()) child.signal('SIGKILL');
      for (const part of [...parts].reverse()) await part.stop();
    },

    async powerOn(between) {
      for (const part of parts) {
        await part.start(context());
        if (part.name === 'PostgreSQL') await between?.();
      }
    },

    async stop() {
      await Promise.allSettled([links.temporal.connection.close(), links.pool.end()]);
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
