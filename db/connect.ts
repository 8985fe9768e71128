import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';

/** Query builder over the tables of `db/schema/`. */
export type Orm = NodePgDatabase;

export interface Database {
  readonly pool: Pool;
  readonly orm: Orm;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Shown in pg_stat_activity: which process holds a connection. */
  readonly applicationName: string;
  readonly maxConnections?: number;
  /** A statement that takes longer is a fault; 0 waits for ever. */
  readonly statementTimeoutMs?: number;
  /** How long an answer is waited for at all, also over a line that is dead; absent: for ever. */
  readonly queryTimeoutMs?: number;
  /** Told of connections lost while idle; the pool replaces them by itself. */
  readonly onLostConnection?: (error: Error) => void;
}

/** Connects lazily: a database that is down is noticed by the first query, and found again by a later one. */
export function connect(url: string, options: ConnectOptions): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    ...(options.queryTimeoutMs === undefined ? {} : { query_timeout: options.queryTimeoutMs }),
    connectionTimeoutMillis: 5_000,
    // A page asks for ten things at once; after a quiet minute it should not wait for ten servers to start and sign in.
    idleTimeoutMillis: 600_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  // Without a listener a lost idle connection would end the process.
  pool.on('error', (error) => options.onLostConnection?.(error));
  return { pool, orm: drizzle(pool), close: () => pool.end() };
}
