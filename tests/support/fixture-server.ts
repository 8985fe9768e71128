import { createServer } from 'node:http';
import { Client } from 'pg';

/**
 * A small program for tests of the local runtime, run as the real ones are: counts its starts in the database, answers
 * `GET /health` and `GET /starts` on SODO_PORT, and says that it is ready.
 */
async function main(): Promise<void> {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS starts (at timestamptz NOT NULL DEFAULT now())');
  await client.query('INSERT INTO starts DEFAULT VALUES');
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM starts');
  await client.end();
  const starts = Number(rows[0]?.count);
  const server = createServer((request, response) => {
    response.end(request.url === '/starts' ? String(starts) : 'ok');
  });
  server.listen(Number(process.env['SODO_PORT']), '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ ready: 'fixture' })}\n`);
  });
  process.once('SIGTERM', () => server.close(() => process.exit(0)));
}

void main();
