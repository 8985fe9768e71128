/** The other end of the simulators in these tests: a real HTTP server that checks signatures as our api does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { admitSignedCall } from '../../../platform/request-signature';
import { readBody, startServer } from '../../../simulators/http-server';
import { createNonceMemory } from '../../../simulators/nonce-memory';

interface ReceivedCall {
  path: string;
  body: Record<string, unknown>;
  /** 'ok' or the refusal code. */
  signature: string;
  nonce: string;
  status: number;
}

export interface ReceivingApi {
  url: string;
  port: number;
  calls: ReceivedCall[];
  /** Statuses for the next calls; when used up, 200. 0 breaks the connection. */
  nextStatuses: number[];
  close(): Promise<void>;
}

export async function startReceivingApi(secrets: Record<string, string>, port = 0): Promise<ReceivingApi> {
  const app = express();
  app.use(express.raw({ type: () => true, limit: '40mb' }));
  const calls: ReceivedCall[] = [];
  const nextStatuses: number[] = [];
  const nonces = createNonceMemory(() => new Date());
  app.post('/*path', async (request, response) => {
    const body = readBody(request);
    const { method, originalUrl: path, headers } = request;
    const check = await admitSignedCall({ method, path, body, headers, secrets, now: new Date() }, nonces);
    const status = check.ok ? (nextStatuses.shift() ?? 200) : 401;
    calls.push({
      path,
      body: JSON.parse(body.toString('utf8')) as Record<string, unknown>,
      signature: check.ok ? 'ok' : check.code,
      nonce: String(headers['x-sodo-nonce']),
      status,
    });
    if (status === 0) request.socket.destroy();
    else response.status(status).json({ status });
  });
  const server = await startServer(app, port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    calls,
    nextStatuses,
    close: () => server.close(),
  };
}

/** Waits for a condition, asking every 20 ms; fails with its last state after the time. */
export async function waitUntil(what: string, condition: () => unknown, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Folders that are removed after the tests of a file. */
export function createFolders(): { create(): string; removeAll(): void } {
  const made: string[] = [];
  return {
    create() {
      const folder = mkdtempSync(join(tmpdir(), 'sodo-simulator-'));
      made.push(folder);
      return folder;
    },
    removeAll: () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })),
  };
}

/** POST (or GET without a body) with JSON in and out. */
export async function callJson<Answer = Record<string, unknown>>(
  url: string,
  body?: unknown,
): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, answer: (text === '' ? {} : JSON.parse(text)) as Answer };
}
