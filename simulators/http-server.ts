/** The HTTP part all simulators share: raw bodies (signatures are over bytes), JSON answers, clean ends. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { ZodError, type z } from 'zod';

/** A refusal the caller can act on. */
export class SimulatorRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface RunningServer {
  port: number;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
}

/** An express app whose bodies are kept as bytes. */
export function createSimulatorApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.raw({ type: () => true, limit: '40mb' }));
  return app;
}

/** Bytes of the body; empty when there was none. */
export function readBody(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/**
 * Reads the body as JSON of the schema; no body at all is read as `{}`.
 * @throws SimulatorRefusal BODY_NOT_JSON or ZodError
 */
export function parseBody<Schema extends z.ZodType>(request: Request, schema: Schema): z.infer<Schema> {
  const body = readBody(request).toString('utf8');
  let value: unknown;
  try {
    value = body === '' ? {} : JSON.parse(body);
  } catch {
    throw new SimulatorRefusal(400, 'BODY_NOT_JSON', 'The body is not JSON.');
  }
  return schema.parse(value);
}

function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
  } else if (error instanceof SimulatorRefusal) {
    response.status(error.status).json({ code: error.code, message: error.message });
  } else if (error instanceof ZodError) {
    response.status(400).json({ code: 'BODY_INVALID', message: 'The body is not as agreed.', issues: error.issues });
  } else if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    response.status(error.status).json({ code: 'REQUEST_REFUSED', message: error.message });
  } else {
    console.error(error);
    response.status(500).json({ code: 'SIMULATOR_FAULT', message: String(error) });
  }
}

/**
 * Listens; call it after the last route was added.
 * @param port 0 takes a free one
 * @throws the listening error (EADDRINUSE …) of Node
 */
export async function startServer(app: Express, port: number, host: string): Promise<RunningServer> {
  app.use((_request, response) => {
    response.status(404).json({ code: 'NOT_FOUND', message: 'The simulator has no such address.' });
  });
  app.use(answerError);
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(listening)));
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
