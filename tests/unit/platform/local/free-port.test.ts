import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { choosePorts, isPortFree } from '../../../../platform/local/free-port';

const api = { name: 'api', part: 'The api', variable: 'SODO_PORT' };
const everythingFree = () => Promise.resolve(true);
const allBut =
  (...taken: number[]) =>
  (port: number) =>
    Promise.resolve(!taken.includes(port));

describe('choosePorts', () => {
  test('given a preferred port that is free, it is taken', async () => {
    await expect(choosePorts([{ ...api, preferred: 8080 }], {}, 's', everythingFree)).resolves.toEqual({ api: 8080 });
  });

  test('given a preferred port that is occupied, the next free one is taken', async () => {
    await expect(choosePorts([{ ...api, preferred: 8080 }], {}, 's', allBut(8080, 8081))).resolves.toEqual({
      api: 8082,
    });
  });

  test('given a remembered port, it is used again, before the preferred one', async () => {
    const ports = await choosePorts([{ ...api, preferred: 8080 }], { api: 8085 }, 's', everythingFree);
    expect(ports).toEqual({ api: 8085 });
  });

  test('given a remembered port that is now occupied, another is chosen', async () => {
    const ports = await choosePorts([{ ...api, preferred: 8080 }], { api: 8085 }, 's', allBut(8085));
    expect(ports).toEqual({ api: 8080 });
  });

  test('given a required port that is occupied, the refusal names the port and its variable', async () => {
    await expect(choosePorts([{ ...api, required: 8080 }], { api: 8085 }, 's', allBut(8080))).rejects.toMatchObject({
      code: 'PORT_OCCUPIED',
      message:
        'The api cannot start: port 8080 on this machine is used by another program; end that program or set SODO_PORT to another port.',
    });
  });

  test('given two wishes for the same port, the second is refused or goes elsewhere', async () => {
    const other = { name: 'other', part: 'Other' };
    await expect(
      choosePorts(
        [
          { ...api, required: 9000 },
          { ...other, required: 9000 },
        ],
        {},
        's',
        everythingFree,
      ),
    ).rejects.toMatchObject({ code: 'PORT_OCCUPIED' });
    await expect(
      choosePorts(
        [
          { ...other, preferred: 9000 },
          { ...api, required: 9000 },
        ],
        {},
        's',
        everythingFree,
      ),
    ).resolves.toEqual({ api: 9000, other: 9001 });
  });

  test('any seed and any occupied ports: all chosen ports differ, are free, and repeat with the same seed', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const wishes = names.map((name) => ({ name, part: name }));
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uniqueArray(fc.integer({ min: 20_000, max: 32_000 })), async (seed, taken) => {
        const first = await choosePorts(wishes, {}, seed, allBut(...taken));
        const values = Object.values(first);
        expect(new Set(values).size).toBe(names.length);
        for (const port of values) {
          expect(taken).not.toContain(port);
          expect(port).toBeGreaterThanOrEqual(20_000);
          expect(port).toBeLessThan(32_000);
        }
        await expect(choosePorts(wishes, {}, seed, allBut(...taken))).resolves.toEqual(first);
        await expect(choosePorts(wishes, first, 'another seed', allBut(...taken))).resolves.toEqual(first);
      }),
      { numRuns: 50 },
    );
  });
});

describe('isPortFree', () => {
  test('given a listening server, its port is not free until it closes', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(isPortFree(port)).resolves.toBe(false);
    await new Promise((resolve) => server.close(resolve));
    await expect(isPortFree(port)).resolves.toBe(true);
  });
});
