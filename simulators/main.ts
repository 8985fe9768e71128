/**
 * Starts the outside world: tax authority, one-stop system, mail server.
 *
 * Environment (all optional; a port of 0 or none takes a free one): SODO_TAX_PORT, SODO_ONE_STOP_PORT, SODO_SMTP_PORT,
 * SODO_MAIL_HTTP_PORT, SODO_API_URL, SODO_TAX_SECRET, SODO_ONE_STOP_SECRET, SODO_ONE_STOP_USER, SODO_ONE_STOP_PASSWORD,
 * SODO_SIMULATOR_DIR, SODO_SIMULATOR_HOST. Prints one JSON line {"ready": {…ports}}; ends on SIGTERM or SIGINT.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { createMailCatcher } from './mail-catcher';
import { createOneStop } from './one-stop';
import { createTaxAuthority } from './tax-authority';

const port = z.coerce.number().int().min(0).max(65_535).default(0);

const environmentSchema = z.object({
  SODO_TAX_PORT: port,
  SODO_ONE_STOP_PORT: port,
  SODO_SMTP_PORT: port,
  SODO_MAIL_HTTP_PORT: port,
  SODO_API_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3000'),
  SODO_TAX_SECRET: z.string().min(16).default('demo-only-tax-link-secret'),
  SODO_ONE_STOP_SECRET: z.string().min(16).default('demo-only-one-stop-link-secret'),
  SODO_ONE_STOP_USER: z.string().min(1).default('sodo'),
  SODO_ONE_STOP_PASSWORD: z.string().min(1).default('demo-only-one-stop-password'),
  SODO_SIMULATOR_DIR: z.string().min(1).default(join('.sodo', 'simulators')),
  SODO_SIMULATOR_HOST: z.string().min(1).default('127.0.0.1'),
});

interface Part {
  name: string;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  const environment = environmentSchema.parse(process.env);
  const { SODO_API_URL: apiUrl, SODO_SIMULATOR_DIR: dir, SODO_SIMULATOR_HOST: host } = environment;
  const started: Part[] = [];

  async function start<Server extends { close(): Promise<void> }>(name: string, begin: () => Promise<Server>) {
    try {
      const server = await begin();
      started.push({ name, close: () => server.close() });
      return server;
    } catch (error) {
      await Promise.all(started.map((part) => part.close()));
      throw new Error(`${name} cannot start: ${(error as Error).message}`, { cause: error });
    }
  }

  const tax = await start('The tax simulator', () =>
    createTaxAuthority({ port: environment.SODO_TAX_PORT, host, apiUrl, secret: environment.SODO_TAX_SECRET, dir }),
  );
  const oneStop = await start('The one-stop simulator', () =>
    createOneStop({
      port: environment.SODO_ONE_STOP_PORT,
      host,
      apiUrl,
      secret: environment.SODO_ONE_STOP_SECRET,
      username: environment.SODO_ONE_STOP_USER,
      password: environment.SODO_ONE_STOP_PASSWORD,
      dir,
    }),
  );
  const mail = await start('The mail catcher', () =>
    createMailCatcher({
      smtpPort: environment.SODO_SMTP_PORT,
      httpPort: environment.SODO_MAIL_HTTP_PORT,
      host,
      dir: join(dir, 'mails'),
    }),
  );

  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void Promise.all(started.map((part) => part.close())).then(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  const ready = { tax: tax.port, oneStop: oneStop.port, smtp: mail.smtpPort, mailHttp: mail.httpPort };
  console.log(JSON.stringify({ ready }));
}

main().catch((error: unknown) => {
  const text = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  console.error(`The simulators cannot start. ${text}`);
  process.exit(1);
});
