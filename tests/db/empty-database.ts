import { randomBytes } from 'node:crypto';
import { connect, type Database } from '../../db/connect';
import { readTestAddresses } from '../support/stack';

export interface EmptyDatabase extends Database {
  readonly url: string;
  /** Closes it and removes it from the server. */
  drop(): Promise<void>;
}

/** A database without any table. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const { adminUrl } = readTestAddresses();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await onServer(adminUrl, `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const database = connect(url.href, { applicationName: 'sodo-test' });
  return {
    ...database,
    url: url.href,
    drop: async () => {
      await database.close();
      await onServer(adminUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(adminUrl: string, statement: string): Promise<void> {
  const server = connect(adminUrl, { applicationName: 'sodo-test', maxConnections: 1 });
  await server.pool.query(statement).finally(() => server.close());
}
