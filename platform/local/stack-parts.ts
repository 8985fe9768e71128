import path from 'node:path';
import { prepareApplicationRole } from './application-role';
import { runNodeProgram, startNodeProgram } from './node-program';
import type { NodeProgram } from './node-program';
import type { Part } from './parts';
import { startPostgres } from './postgres';
import type { PortName, StackContext } from './stack';
import { startTemporal } from './temporal-server';

/** History of finished dossiers stays readable in a local Temporal for this long; PostgreSQL keeps the rest for good. */
const localRetentionDays = 90;

/** PostgreSQL, given or our own. Adds DATABASE_URL (of the owner) and SODO_APP_DATABASE_URL (of the application's role). */
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
    context.env['SODO_BACKUP_TRIAL_URL'] ??= postgres.adminUrl;
    const password = durable ? folder.secret('application') : undefined;
    const role = await prepareApplicationRole(postgres.url, password, config.databaseUrl === undefined);
    context.env['SODO_APP_DATABASE_URL'] = role.url;
    if (role.problem !== undefined)
      report(
        `PostgreSQL: no role "sodo_app" can be used (${role.problem}): api and worker run as the database's owner, from whom ` +
          'the audit log is not protected.',
      );
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
      namespaceSettings: context.namespaceSettings,
      signal: context.signal,
      report,
    });
    if (temporal.child) context.children.set('temporal', temporal.child);
    env['TEMPORAL_ADDRESS'] = temporal.address;
    folder.rememberAddresses({
      databaseUrl: env['DATABASE_URL'],
      temporalAddress: temporal.address,
      namespace: config.namespace,
    });
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
  /** Signs in to the database as its owner (migrations); all others do as the application's role. */
  readonly asOwner?: true;
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

function describeProgram(context: StackContext, { name, title, file, args, asOwner }: ProgramSpec): NodeProgram {
  const { root, folder, report } = context;
  const env = asOwner ? context.env : withoutOwner(context.env);
  return { part: title, name, file, args, env, root, logDir: folder.logDir, pidDir: folder.pidDir, report };
}

/** A program that is taken over must not find in its environment how to sign in as the owner. */
function withoutOwner(env: StackContext['env']): StackContext['env'] {
  return {
    ...env,
    DATABASE_URL: env['SODO_APP_DATABASE_URL'] ?? env['DATABASE_URL'],
    SODO_APP_DATABASE_URL: undefined,
    SODO_ADMIN_DATABASE_URL: undefined,
  };
}
