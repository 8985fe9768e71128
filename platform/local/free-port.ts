import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { StartFailure } from './start-failure';

/** Below the range from which operating systems take the ports of outgoing connections (32768, 49152). */
const lowestPort = 20_000;
const highestPort = 32_000;

export interface PortWish {
  /** For what; also the key in the answer. */
  readonly name: string;
  /** As people call the part, for messages. */
  readonly part: string;
  /** The variable that sets this port. */
  readonly variable?: string;
  /** Exactly this port was asked for: no other will do. */
  readonly required?: number;
  /** This one first, if nobody remembers another. */
  readonly preferred?: number;
}

/** True when nobody listens on this port of the loopback address and we may. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Chooses a free port for every wish: the required one, else the one used last time, else the preferred one or those
 * after it, else one from a range that depends on `seed` (two instances then seldom even try the same).
 *
 * @param remembered the ports of the last start, by name
 * @throws StartFailure PORT_OCCUPIED when a required port is taken
 */
export async function choosePorts<Name extends string>(
  wishes: readonly (PortWish & { name: Name })[],
  remembered: Readonly<Partial<Record<string, number>>>,
  seed: string,
  isFree: (port: number) => Promise<boolean> = isPortFree,
): Promise<Record<Name, number>> {
  const chosen = new Map<Name, number>();
  const usable = async (port: number) => ![...chosen.values()].includes(port) && (await isFree(port));
  const required = wishes.filter((wish) => wish.required !== undefined);
  const open = wishes.filter((wish) => wish.required === undefined);
  for (const wish of required) chosen.set(wish.name, await takeRequired(wish, usable));
  // Remembered ports before new ones, so that a new one never takes what another part still remembers.
  for (const wish of open) {
    const last = remembered[wish.name];
    if (last !== undefined && (await usable(last))) chosen.set(wish.name, last);
  }
  for (const wish of open) {
    if (!chosen.has(wish.name)) chosen.set(wish.name, await findFree(wish, seed, usable));
  }
  return Object.fromEntries(chosen) as Record<Name, number>;
}

async function takeRequired(wish: PortWish, usable: (port: number) => Promise<boolean>): Promise<number> {
  const port = wish.required as number;
  if (await usable(port)) return port;
  const setting = wish.variable ? `set ${wish.variable} to another port` : 'choose another port';
  throw new StartFailure(
    'PORT_OCCUPIED',
    wish.part,
    `port ${port} on this machine is used by another program`,
    `end that program or ${setting}`,
  );
}

async function findFree(wish: PortWish, seed: string, usable: (port: number) => Promise<boolean>): Promise<number> {
  const span = highestPort - lowestPort;
  const offset = createHash('sha256').update(`${seed}/${wish.name}`).digest().readUInt32BE(0) % span;
  for (let step = 0; step < 200; step += 1) {
    const port = wish.preferred === undefined ? lowestPort + ((offset + step) % span) : wish.preferred + step;
    if (await usable(port)) return port;
  }
  throw new StartFailure(
    'PORT_OCCUPIED',
    wish.part,
    'no free port was found on this machine',
    'end programs you do not need',
  );
}
