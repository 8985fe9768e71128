import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import type { ClientOptions } from '@temporalio/client';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client';
import { NativeConnection } from '@temporalio/worker';
import type { Config } from './config';

/** Refusal: Temporal did not answer in time. */
class TemporalUnreachableError extends Error {
  readonly code = 'TEMPORAL_UNREACHABLE';
  constructor(
    readonly address: string,
    options?: ErrorOptions,
  ) {
    super(`Temporal at ${address} does not answer.`, options);
    this.name = 'TemporalUnreachableError';
  }
}

export interface TemporalConnectionOptions {
  /** `host:port` of the frontend. */
  readonly address: string;
  /** How long to keep trying before giving up, in milliseconds. */
  readonly patienceMs?: number;
}

const defaultPatienceMs = 30_000;
const attemptTimeoutMs = 2_000;

/**
 * A client of one namespace. Further client options (data converter, interceptors) pass through unchanged.
 *
 * @throws TemporalUnreachableError when nothing answers within the patience
 */
export async function connectTemporalClient(
  options: TemporalConnectionOptions & Pick<ClientOptions, 'namespace' | 'dataConverter' | 'interceptors'>,
): Promise<Client> {
  const { address, patienceMs, ...clientOptions } = options;
  const connection = await connectToTemporal({ address, patienceMs });
  return new Client({ ...clientOptions, connection });
}

/**
 * A client that connects with its first call, and again after an outage: whoever holds it starts while Temporal is down, and
 * calls fail until it is there.
 */
export function createTemporalClient(
  options: { readonly address: string } & Pick<ClientOptions, 'namespace' | 'interceptors'>,
): Client {
  const { address, ...clientOptions } = options;
  return new Client({ ...clientOptions, connection: Connection.lazy({ address }) });
}

/** Has workflows know which trace a call belongs to; nothing where nothing is traced, so that histories stay small. */
export function tracedCalls({ traces }: Pick<Config, 'traces'>): ClientOptions['interceptors'] {
  return traces && { workflow: [new OpenTelemetryWorkflowClientInterceptor()] };
}

/** The plain gRPC connection, for services beside the workflow client. Same patience and error as `connectTemporalClient`. */
export function connectToTemporal(options: TemporalConnectionOptions): Promise<Connection> {
  return retryConnect(options, () =>
    Connection.connect({ address: options.address, connectTimeout: attemptTimeoutMs }),
  );
}

/** The worker's own (native) connection. Same patience and error as `connectTemporalClient`. */
export function connectTemporalWorker(options: TemporalConnectionOptions): Promise<NativeConnection> {
  return retryConnect(options, () => NativeConnection.connect({ address: options.address }));
}

/** True when a call failed because Temporal is down or too slow, so the caller may answer "try again later". */
export function isTemporalUnavailable(error: unknown): boolean {
  const unavailable = 14;
  const deadlineExceeded = 4;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isGrpcServiceError(cause) && [unavailable, deadlineExceeded].includes(Number(cause.code))) return true;
  }
  return false;
}

async function retryConnect<T>(
  { address, patienceMs = defaultPatienceMs }: TemporalConnectionOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw new TemporalUnreachableError(address, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
