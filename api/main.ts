import { createServer } from 'node:http';
import path from 'node:path';
import { connect } from '../db/connect';
import { ConfigurationError, readConfig } from '../platform/config';
import { createFileStore } from '../platform/file-store';
import { createLogger } from '../platform/logger';
import { createSealer, readDataKeys } from '../platform/sealed-text';
import { createTemporalClient, tracedCalls } from '../platform/temporal-connection';
import { startTracing } from '../platform/tracing';
import { createApp } from './app';
import { version } from '../package.json';
import { settingsOf } from './settings-of';
import { createTraffic, keepTraffic } from './traffic';

/** Longer than any proxy keeps an idle connection, so that it is the proxy that closes it. */
const KEEP_ALIVE_MS = 75_000;
/** How long a request may take to come in whole (a large scan over a slow line). */
const REQUEST_TIMEOUT_MS = 120_000;
const SHUTDOWN_GRACE_MS = 10_000;

/**
 * The api process: reads the configuration and listens, whether PostgreSQL and Temporal answer yet or not (`/ready` says so); on SIGTERM
 * it finishes what it is doing, then ends.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env, path.resolve(__dirname, '..'));
  const { databaseUrl, temporalAddress, namespace, dataKeys } = config;
  if (!databaseUrl || !temporalAddress || !dataKeys)
    throw new ConfigurationError(['DATABASE_URL, TEMPORAL_ADDRESS and SODO_DATA_KEYS must be set for the api.']);
  const tracing = config.traces && startTracing('sodo-api', version, config.traces);
  const logger = createLogger('api', config.logLevel);
  const database = connect(databaseUrl, {
    applicationName: 'sodo-api',
    maxConnections: 20,
    onLostConnection: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  });
  const temporal = createTemporalClient({
    ...{ address: temporalAddress, namespace },
    interceptors: tracedCalls(config),
  });
  const files = createFileStore(config.filesDir);
  const stopping = new AbortController();
  const traffic = createTraffic(database.pool);
  keepTraffic(traffic, stopping.signal);
  const app = createApp({
    ...{ database, temporal, files, logger, traffic, settings: settingsOf(config) },
    sealer: createSealer(readDataKeys(dataKeys)),
    stopping: stopping.signal,
    webDir: config.webDir,
  });

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS }, app);
  server.headersTimeout = KEEP_ALIVE_MS + 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.port, config.host, resolve);
  });
  process.stdout.write(`${JSON.stringify({ ready: { url: config.publicUrl, port: config.port } })}\n`);

  const stop = () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    const forced = setTimeout(() => server.closeAllConnections(), SHUTDOWN_GRACE_MS);
    server.close(() => {
      clearTimeout(forced);
      void traffic
        .flush()
        .finally(() => Promise.allSettled([temporal.connection.close(), database.close(), tracing?.stop()]));
    });
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const isPortTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const isRefusal = error instanceof ConfigurationError || isPortTaken;
  const reason = error instanceof Error ? (isRefusal ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`The api cannot start: ${reason}\n`);
  process.exitCode = 1;
  // Pools and connections opened so far would keep the process alive.
  setImmediate(() => process.exit(1));
});
