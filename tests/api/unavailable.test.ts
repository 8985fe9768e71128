import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { createApp } from '../../api/app';
import { connect } from '../../db/connect';
import { createTestSealer } from '../support/test-keys';
import { ApiLab } from './api-lab';

jest.setTimeout(120_000);

/** Nothing listens here. */
const nowhere = '127.0.0.1:1';

let lab: ApiLab;
let server: Server | undefined;
beforeAll(async () => {
  lab = await ApiLab.open();
});
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});
afterAll(() => lab.close());

/** The same api with one of its parts gone. */
async function openWithout(part: 'postgres' | 'temporal'): Promise<{ url: string; close: () => Promise<void> }> {
  const database = connect(part === 'postgres' ? `postgresql://x@${nowhere}/x` : lab.databaseUrl, {
    applicationName: 'api-test',
  });
  const connection = Connection.lazy({ address: nowhere });
  const temporal = part === 'temporal' ? new Client({ connection }) : lab.temporal;
  const settings = { ...lab.settings, stepTimeoutMs: 3_000 };
  server = createServer(
    createApp({
      database,
      temporal,
      files: lab.files,
      logger: pino({ level: 'silent' }),
      settings,
      sealer: createTestSealer(),
    }),
  );
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await database.close();
      await connection.close();
    },
  };
}

describe('without Temporal', () => {
  test('reading and drafting go on; a step is "try again" and happens once when it is back', async () => {
    const { dossierId } = await lab.submitted();
    const task = await lab.openTask(dossierId, 'appraise');
    const crippled = await openWithout('temporal');
    const key = randomUUID();
    const headers = async (as: string) => ({
      authorization: `Bearer ${await lab.token(as)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    });
    const claim = { method: 'POST', headers: await headers('canbo1.dongxoai'), body: '{}' };
    const at = `/api/v1/dossiers/${dossierId}/tasks/${task}/claim`;

    expect((await fetch(`${crippled.url}/api/v1/dossiers/${dossierId}`, { headers: claim.headers })).status).toBe(200);
    const refused = await fetch(crippled.url + at, claim);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'TEMPORARILY_UNAVAILABLE' });
    const ready = await fetch(`${crippled.url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'notReady', parts: { postgres: true, temporal: false } });
    expect((await fetch(`${crippled.url}/health`)).status).toBe(200);

    const draft = await lab.draft();
    const submit = { method: 'POST', headers: await headers('motcua.dongxoai'), body: '{}' };
    expect((await fetch(`${crippled.url}/api/v1/drafts/${draft.id}/submit`, submit)).status).toBe(503);
    const { body: kept } = await lab.get(`/drafts/${draft.id}`, 'motcua.dongxoai');
    await crippled.close();

    // back again: the same requests, at the api that works
    expect((await fetch(lab.url + at, claim)).status).toBe(200);
    const submitted = await fetch(`${lab.url}/api/v1/drafts/${draft.id}/submit`, submit);
    expect(submitted.status).toBe(201);
    expect(await submitted.json()).toMatchObject({ code: kept.dossierCode, dossierId: kept.dossierId });
  });
});

describe('without PostgreSQL', () => {
  test('everything is "try again", and no inner detail is told', async () => {
    const crippled = await openWithout('postgres');
    const headers = { authorization: `Bearer ${await lab.token('admin')}` };
    for (const at of ['/api/v1/me', '/api/v1/inbox', '/api/v1/public/dossiers/x?secret=y']) {
      const reply = await fetch(crippled.url + at, { headers });
      expect(reply.status).toBe(503);
      const text = await reply.text();
      expect(JSON.parse(text)).toMatchObject({ code: 'TEMPORARILY_UNAVAILABLE' });
      expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres/i);
    }
    expect((await fetch(`${crippled.url}/ready`)).status).toBe(503);
    expect((await fetch(`${crippled.url}/health`)).status).toBe(200);
    await crippled.close();
  });
});

describe('a fault of ours', () => {
  test('is 500 with a number to ask about, and tells nothing else', async () => {
    await lab.pool.query('alter table task rename to task_gone');
    try {
      const reply = await lab.get('/inbox', 'canbo1.dongxoai');
      expect(reply.status).toBe(500);
      expect(reply.body).toEqual({
        type: '/errors/INTERNAL_ERROR',
        title: 'Lỗi hệ thống',
        status: 500,
        detail: 'Something went wrong on our side.',
        code: 'INTERNAL_ERROR',
        requestId: reply.headers.get('x-request-id'),
      });
    } finally {
      await lab.pool.query('alter table task_gone rename to task');
    }
  });
});
