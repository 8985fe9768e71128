import path from 'node:path';
import { runNodeProgram, startNodeProgram } from './node-program';
import type { NodeProgram } from './node-program';
import type { Part } from './parts';
import { startPostgres } from './postgres';
import type { PortName, StackContext } from './stack';
import { startTemporal } from './temporal-server';

/** History of finished dossiers stays readable in a local Temporal for this long; PostgreSQL keeps the rest for good. */
const localRetentionDays = 90;

/** PostgreSQL, given or our own. Adds DATABASE_URL. */
export const postgresPart: Part<StackContext> = {
  name: 'PostgreSQL',
  async start(context) {
    const { config, folder, ports, durable, report } = context;
    const postgres = await startPostgres({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      logDir: folder.logDir,
      pidDir: folder.pidDir,
      port: ports.postgres,
      password: durable ? folder.secret('postgres') : undefined,
      durable,
      report,
    });
    if (postgres.child) context.children.set('postgres', postgres.child);
    context.databases = { temporal: postgres.temporalDatabase, visibility: postgres.visibilityDatabase };
    context.env['DATABASE_URL'] = postgres.url;
    context.env['SODO_ADMIN_DATABASE_URL'] = postgres.adminUrl;
    return postgres;
  },
};

/** Temporal, given or our own on the PostgreSQL before it. Adds TEMPORAL_ADDRESS. */
export const temporalPart: Part<StackContext> = {
  name: 'Temporal',
  async start(context) {
    const { config, folder, ports, root, report, databases, env } = context;
    if (!databases || env['DATABASE_URL'] === undefined) throw new Error('Temporal comes after PostgreSQL.');
    const temporal = await startTemporal({
      temporalAddress: config.temporalAddress,
      dataDir: config.dataDir,
      cacheDir: config.cacheDir,
      logDir: folder.logDir,
      pidDir: folder.pidDir,
      moduleDir: path.join(root, 'tools', 'temporal'),
      ports,
      databaseUrl: env['DATABASE_URL'],
      temporalDatabase: databases.temporal,
      visibilityDatabase: databases.visibility,
      namespace: config.namespace,
      retentionDays: localRetentionDays,
      signal: context.signal,
      report,
    });
    if (temporal.child) context.children.set('temporal', temporal.child);
    env['TEMPORAL_ADDRESS'] = temporal.address;
    return temporal;
  },
};

/** One of our own programs, as a part of a stack. */
export interface ProgramSpec {
  /** Key among the stack's children; also names its log. */
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  /** Path inside the checkout. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Ready when this path answers 200 on this port; when absent, when it prints `{"ready": …}`. */
  readonly health?: { readonly port: PortName; readonly path: string };
}

/** A program that runs to its end before the next part starts. */
export function oneTimePart(spec: Omit<ProgramSpec, 'health'>): Part<StackContext> {
  return {
    name: spec.name,
    async start(context) {
      await runNodeProgram(describeProgram(context, spec));
      return { stop: () => Promise.resolve() };
    },
  };
}

/** A program that runs, supervised, as long as the stack. */
export function programPart(spec: ProgramSpec): Part<StackContext> {
  return {
    name: spec.name,
    async start(context) {
      const { health } = spec;
      const healthUrl = health && `http://127.0.0.1:${context.ports[health.port]}${health.path}`;
      const child = await startNodeProgram({ ...describeProgram(context, spec), healthUrl });
      context.children.set(spec.name, child);
      return { stop: () => child.stop() };
    },
  };
}

function describeProgram(context: StackContext, { name, title, file, args }: ProgramSpec): NodeProgram {
  const { env, root, folder, report } = context;
  return { part: title, name, file, args, env, root, logDir: folder.logDir, pidDir: folder.pidDir, report };
}
