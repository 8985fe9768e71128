import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { parseDataKeys } from './sealed-text';
import { BINH_PHUOC_PROJECTION } from './vn2000';

export interface TracesConfig {
  /** Of an OpenTelemetry collector over HTTP, with its path: `http://collector:4318/v1/traces`. */
  readonly url: string;
  /** The share of requests that are traced, from 0 to 1. */
  readonly share: number;
}

/**
 * What one Sodo process needs to know about its surroundings, read from environment variables once, at its start.
 * Absent optional values mean "the local runtime provides it" (`npm start`) or "this link is not configured".
 */
export interface Config {
  /** PostgreSQL of the business data. */
  readonly databaseUrl?: string;
  /** The same as the role of api and worker (`sodo_app`), for those who prepare that role. */
  readonly appDatabaseUrl?: string;
  /** `host:port` of Temporal's frontend. */
  readonly temporalAddress?: string;
  /** Temporal namespace of this installation. */
  readonly namespace: string;
  /** Absolute folder of everything this instance keeps: database, ports, secrets, logs, files. */
  readonly dataDir: string;
  /** Absolute folder of what any checkout may share: the built Temporal server. */
  readonly cacheDir: string;
  /** Absolute folder of the stored documents (by SHA-256). */
  readonly filesDir: string;
  /** Absolute folder of the built web app. */
  readonly webDir: string;
  /** Address the api listens on. */
  readonly host: string;
  /** Port the api listens on. */
  readonly port: number;
  /** True when somebody asked for exactly this port: then an occupied port is a refusal, not a reason to take another. */
  readonly portGiven: boolean;
  readonly postgresPort?: number;
  readonly temporalPort?: number;
  /** Proxies in front of the api whose `X-Forwarded-For` is believed; 0: people reach it directly. */
  readonly trustedProxies: number;
  /** How people reach the api, e.g. for QR codes and mails; without a trailing slash. */
  readonly publicUrl: string;
  readonly smtpUrl?: string;
  /** Sender of the mails. */
  readonly mailFrom: string;
  readonly tax: LinkConfig;
  readonly oneStop: LinkConfig & OneStopLogin;
  /** Temporal's own web page, for administrators; without a trailing slash. */
  readonly temporalUiUrl?: string;
  /** proj4 text of the projection parcels are surveyed in. */
  readonly mapProjection: string;
  /** Where the end of the audit log of each day is published: an absolute folder, and who gets it by mail. */
  readonly auditHeads: { readonly dir: string; readonly mailTo?: string };
  readonly logLevel: LogLevel;
  readonly signIn: SignInConfig;
  /** Backups (A18.1); absent: none are taken here. */
  readonly backup?: BackupConfig;
  readonly incidents: IncidentConfig;
  readonly reports: ReportConfig;
  readonly portableCopies: PortableCopyConfig;
  /** Absent: nothing is traced. */
  readonly traces?: TracesConfig | undefined;
  /** After how many days without use an account, or a right beyond its post, is proposed to be taken away (no rule names a number). */
  readonly dormantDays: number;
  /** Keys of what is stored sealed, as `parseDataKeys` reads them. */
  readonly dataKeys?: string;
}

/** An outside system: where it is and the shared secret that signs the requests both ways. */
export interface LinkConfig {
  readonly url?: string;
  readonly secret?: string;
}

export interface BackupConfig {
  /** Absolute folder of the target: a mounted NAS, not the database's own disk. */
  readonly dir: string;
  /** A server on which a throwaway database may be made for a trial; absent: that of the database. */
  readonly trialUrl?: string;
  /** How many days every set is kept, then how many weeks and months one of each. */
  readonly keep: { readonly days: number; readonly weeks: number; readonly months: number };
}

/** What the regulation leaves to the office. */
export interface IncidentConfig {
  /** Within how many hours of its detection the quick report of an incident is expected (A19.1d names no time). */
  readonly quickReportHours: number;
  /** How long a link may be silent, with something to deliver, before that is an incident. */
  readonly linkSilentMinutes: number;
}

/** What the regulation leaves to the office. */
export interface PortableCopyConfig {
  /** Where portable disks are mounted; nothing: no copies can be written. */
  readonly dir: string | undefined;
  /** Within how many working days after its period a copy lies in the archive (A18.1 names no time ⚠). */
  readonly days: number;
}

export interface ReportConfig {
  /** Last day of a month that counts to its report (NĐ 09/2019/NĐ-CP Đ12: the 14th); 0: the last of the month. */
  readonly cutOffDay: number;
  /** Within how many working days after a period the office reports to Sở, and Sở to those above it. */
  readonly officeDays: number;
  readonly departmentDays: number;
}

/** How people sign in; absent values have the api's defaults. */
export interface SignInConfig {
  readonly passwordMinLength?: number;
  /** Names of roles that need a second factor; empty: none does. */
  readonly secondFactorRoles?: readonly string[];
  readonly sessionIdleMinutes?: number;
  readonly sessionHours?: number;
  /** Single sign-on; absent: not configured. */
  readonly oidc?: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly claim: (typeof oidcClaims)[number];
    /** As the button says it. */
    readonly label: string;
  };
}

/** What names the account: a subject linked by the office, or the user name where the provider's names are the office's. */
const oidcClaims = ['sub', 'preferred_username'] as const;

/** The one-stop system wants a login before it takes progress reports (domain-facts §3.4). */
export interface OneStopLogin {
  readonly user: string;
  readonly password?: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Refusal: the environment is not usable. `problems` has one plain sentence per variable; no value of a secret is repeated. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION_INVALID';
  constructor(readonly problems: readonly string[]) {
    super(problems.join(' '));
    this.name = 'ConfigurationError';
  }
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65535));
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const httpUrl = z.string().refine((text) => hasProtocol(text, ['http:', 'https:']));
const text = z.string().min(1);
const share = z
  .string()
  .regex(/^(0(\.\d+)?|1(\.0+)?)$/)
  .transform(Number);

/** Every variable we read: its shape, how a bad one is described, and whether its value must never be shown. */
const variables = {
  DATABASE_URL: {
    shape: z.string().refine((value) => hasProtocol(value, ['postgres:', 'postgresql:'])),
    must: 'must be an address such as postgresql://user:password@host:5432/database',
    secret: true,
  },
  SODO_APP_DATABASE_URL: {
    shape: z.string().refine((value) => hasProtocol(value, ['postgres:', 'postgresql:'])),
    must: 'must be an address such as postgresql://sodo_app:password@host:5432/database',
    secret: true,
  },
  TEMPORAL_ADDRESS: { shape: z.string().regex(/^[^\s:/]+:\d{1,5}$/), must: 'must be host:port, such as temporal:7233' },
  SODO_NAMESPACE: {
    shape: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/),
    must: 'must be 2 to 63 lower-case letters, digits and hyphens',
  },
  SODO_DATA_DIR: { shape: text, must: 'must name a folder' },
  SODO_CACHE_DIR: { shape: text, must: 'must name a folder' },
  SODO_FILES_DIR: { shape: text, must: 'must name a folder' },
  SODO_WEB_DIR: { shape: text, must: 'must name a folder' },
  SODO_HOST: { shape: z.string().regex(/^[0-9A-Za-z.:-]+$/), must: 'must be an address to listen on, such as 0.0.0.0' },
  SODO_PORT: { shape: port, must: 'must be a whole number from 1 to 65535' },
  SODO_POSTGRES_PORT: { shape: port, must: 'must be a whole number from 1 to 65535' },
  SODO_TEMPORAL_PORT: { shape: port, must: 'must be a whole number from 1 to 65535' },
  SODO_TRUSTED_PROXIES: {
    shape: z.string().regex(/^\d$/).transform(Number),
    must: 'must be a whole number from 0 to 9',
  },
  SODO_PUBLIC_URL: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SMTP_URL: {
    shape: z.string().refine((value) => hasProtocol(value, ['smtp:', 'smtps:'])),
    must: 'must be an address such as smtp://user:password@host:25',
    secret: true,
  },
  SODO_MAIL_FROM: {
    shape: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/),
    must: 'must be a sender such as Sodo <sodo@example.vn>',
  },
  SODO_TAX_URL: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SODO_TAX_SECRET: { shape: z.string().min(16), must: 'must have at least 16 characters', secret: true },
  SODO_ONE_STOP_URL: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SODO_ONE_STOP_SECRET: { shape: z.string().min(16), must: 'must have at least 16 characters', secret: true },
  SODO_ONE_STOP_USER: { shape: text, must: 'must be a user name' },
  SODO_ONE_STOP_PASSWORD: { shape: z.string().min(8), must: 'must have at least 8 characters', secret: true },
  SODO_TEMPORAL_UI_URL: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SODO_MAP_PROJECTION: {
    shape: z.string().regex(/^\+proj=\w+( \+\S+)+$/),
    must: 'must be a proj4 text such as +proj=tmerc +lon_0=106.25 ...',
  },
  SODO_PASSWORD_MIN_LENGTH: { shape: wholeNumber(12, 64), must: 'must be a whole number from 12 to 64' },
  SODO_SECOND_FACTOR_REQUIRED_ROLES: {
    shape: z.string().regex(/^[A-Za-z]+(,[A-Za-z]+)*$/),
    must: 'must be roles separated by commas, such as admin,operator, or none',
  },
  SODO_SESSION_IDLE_MINUTES: { shape: wholeNumber(5, 1440), must: 'must be a whole number from 5 to 1440' },
  SODO_SESSION_HOURS: { shape: wholeNumber(1, 24), must: 'must be a whole number from 1 to 24' },
  SODO_OIDC_ISSUER: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SODO_OIDC_CLIENT_ID: { shape: text, must: 'must be the id this installation has at the provider' },
  SODO_OIDC_CLIENT_SECRET: { shape: z.string().min(8), must: 'must have at least 8 characters', secret: true },
  SODO_OIDC_CLAIM: { shape: z.enum(oidcClaims), must: `must be one of ${oidcClaims.join(', ')}` },
  SODO_OIDC_LABEL: { shape: z.string().min(1).max(60), must: 'must be a name of 1 to 60 characters' },
  SODO_DATA_KEYS: {
    shape: z.string().refine((value) => parseDataKeys(value) !== undefined),
    must: 'must be keys such as 2026:<64 hexadecimal digits> hash:<64 hexadecimal digits>, the newest first',
    secret: true,
  },
  SODO_AUDIT_HEADS_DIR: { shape: text, must: 'must name a folder' },
  SODO_AUDIT_MAIL: { shape: z.email(), must: 'must be a mail address' },
  SODO_BACKUP_DIR: { shape: text, must: 'must name a folder' },
  SODO_BACKUP_TRIAL_URL: {
    shape: z.string().refine((value) => hasProtocol(value, ['postgres:', 'postgresql:'])),
    must: 'must be an address such as postgresql://user:password@host:5432/postgres',
    secret: true,
  },
  SODO_BACKUP_KEEP: {
    shape: z
      .string()
      .regex(/^\d{1,4}d,\d{1,3}w,\d{1,3}m$/)
      .transform((value) => {
        const [days = 0, weeks = 0, months = 0] = value.split(',').map((part) => Number.parseInt(part, 10));
        return { days, weeks, months };
      }),
    must: 'must say how many days, weeks and months are kept, such as 14d,8w,24m',
  },
  SODO_PORTABLE_DIR: { shape: text, must: 'must name a folder' },
  SODO_PORTABLE_COPY_DAYS: { shape: wholeNumber(1, 60), must: 'must be a whole number from 1 to 60' },
  SODO_DORMANT_DAYS: { shape: wholeNumber(7, 3650), must: 'must be a whole number from 7 to 3650' },
  SODO_QUICK_REPORT_HOURS: { shape: wholeNumber(1, 240), must: 'must be a whole number from 1 to 240' },
  SODO_REPORT_CUT_OFF_DAY: { shape: wholeNumber(0, 28), must: 'must be a whole number from 0 to 28' },
  SODO_REPORT_OFFICE_DAYS: { shape: wholeNumber(1, 60), must: 'must be a whole number from 1 to 60' },
  SODO_REPORT_DEPARTMENT_DAYS: { shape: wholeNumber(1, 60), must: 'must be a whole number from 1 to 60' },
  SODO_LINK_SILENT_MINUTES: { shape: wholeNumber(5, 10_080), must: 'must be a whole number from 5 to 10080' },
  SODO_TRACES_URL: { shape: httpUrl, must: 'must be a web address starting with http:// or https://' },
  SODO_TRACES_SHARE: { shape: share, must: 'must be a number from 0 to 1' },
  SODO_LOG_LEVEL: { shape: z.enum(logLevels), must: `must be one of ${logLevels.join(', ')}` },
} satisfies Record<string, { shape: z.ZodType<unknown, string>; must: string; secret?: boolean }>;

type Variable = keyof typeof variables;
type Value<Name extends Variable> = z.output<(typeof variables)[Name]['shape']>;

/**
 * Reads and checks the whole environment. Every variable may instead be given as `<NAME>_FILE`, a file holding its value
 * (Docker and Kubernetes secrets); an empty variable counts as absent.
 *
 * @param root the folder of the checkout, where the default data folder `.sodo` lies
 * @throws ConfigurationError naming every bad variable at once
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  root: string = path.resolve(__dirname, '..'),
): Config {
  const problems: string[] = [];
  const read = <Name extends Variable>(name: Name): Value<Name> | undefined =>
    readVariable(environment, name, problems) as Value<Name> | undefined;

  const givenPort = read('SODO_PORT');
  const chosenPort = givenPort ?? 8080;
  const dataDir = path.resolve(read('SODO_DATA_DIR') ?? path.join(root, '.sodo'));
  const config: Config = {
    databaseUrl: read('DATABASE_URL'),
    appDatabaseUrl: read('SODO_APP_DATABASE_URL'),
    temporalAddress: read('TEMPORAL_ADDRESS'),
    namespace: read('SODO_NAMESPACE') ?? 'sodo',
    dataDir,
    cacheDir: path.resolve(read('SODO_CACHE_DIR') ?? defaultCacheDir(environment)),
    filesDir: path.resolve(read('SODO_FILES_DIR') ?? path.join(dataDir, 'files')),
    webDir: path.resolve(read('SODO_WEB_DIR') ?? path.join(root, 'dist', 'web')),
    host: read('SODO_HOST') ?? '127.0.0.1',
    port: chosenPort,
    portGiven: givenPort !== undefined,
    postgresPort: read('SODO_POSTGRES_PORT'),
    temporalPort: read('SODO_TEMPORAL_PORT'),
    trustedProxies: read('SODO_TRUSTED_PROXIES') ?? 0,
    publicUrl: (read('SODO_PUBLIC_URL') ?? `http://localhost:${chosenPort}`).replace(/\/+$/, ''),
    smtpUrl: read('SMTP_URL'),
    mailFrom: read('SODO_MAIL_FROM') ?? 'Sodo <sodo@localhost.localdomain>',
    tax: { url: read('SODO_TAX_URL'), secret: read('SODO_TAX_SECRET') },
    oneStop: {
      url: read('SODO_ONE_STOP_URL'),
      secret: read('SODO_ONE_STOP_SECRET'),
      user: read('SODO_ONE_STOP_USER') ?? 'sodo',
      password: read('SODO_ONE_STOP_PASSWORD'),
    },
    temporalUiUrl: read('SODO_TEMPORAL_UI_URL')?.replace(/\/+$/, ''),
    mapProjection: read('SODO_MAP_PROJECTION') ?? BINH_PHUOC_PROJECTION,
    auditHeads: {
      dir: path.resolve(read('SODO_AUDIT_HEADS_DIR') ?? path.join(dataDir, 'heads')),
      mailTo: read('SODO_AUDIT_MAIL'),
    },
    backup: readBackup(read('SODO_BACKUP_DIR'), read('SODO_BACKUP_TRIAL_URL'), read('SODO_BACKUP_KEEP')),
    incidents: {
      quickReportHours: read('SODO_QUICK_REPORT_HOURS') ?? 24,
      linkSilentMinutes: read('SODO_LINK_SILENT_MINUTES') ?? 60,
    },
    reports: {
      cutOffDay: read('SODO_REPORT_CUT_OFF_DAY') ?? 14,
      officeDays: read('SODO_REPORT_OFFICE_DAYS') ?? 5,
      departmentDays: read('SODO_REPORT_DEPARTMENT_DAYS') ?? 10,
    },
    portableCopies: readPortableCopies(read('SODO_PORTABLE_DIR'), read('SODO_PORTABLE_COPY_DAYS')),
    traces: readTraces(read('SODO_TRACES_URL'), read('SODO_TRACES_SHARE')),
    logLevel: read('SODO_LOG_LEVEL') ?? 'info',
    dataKeys: read('SODO_DATA_KEYS'),
    dormantDays: read('SODO_DORMANT_DAYS') ?? 90,
    signIn: {
      passwordMinLength: read('SODO_PASSWORD_MIN_LENGTH'),
      secondFactorRoles: readRoles(read('SODO_SECOND_FACTOR_REQUIRED_ROLES')),
      sessionIdleMinutes: read('SODO_SESSION_IDLE_MINUTES'),
      sessionHours: read('SODO_SESSION_HOURS'),
      oidc: readOidc(
        {
          issuer: read('SODO_OIDC_ISSUER'),
          clientId: read('SODO_OIDC_CLIENT_ID'),
          clientSecret: read('SODO_OIDC_CLIENT_SECRET'),
          claim: read('SODO_OIDC_CLAIM') ?? 'sub',
          label: read('SODO_OIDC_LABEL') ?? 'SSO',
        },
        problems,
      ),
    },
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

function readPortableCopies(dir: string | undefined, days: number | undefined): PortableCopyConfig {
  return { dir: dir === undefined ? undefined : path.resolve(dir), days: days ?? 3 };
}

function readTraces(url: string | undefined, part: number | undefined): TracesConfig | undefined {
  return url === undefined ? undefined : { url, share: part ?? 1 };
}

/** `none` says that no role is meant; an absent variable leaves it to the default. */
function readRoles(text: string | undefined): readonly string[] | undefined {
  return text === 'none' ? [] : text?.split(',');
}

function readBackup(
  dir: string | undefined,
  trialUrl: string | undefined,
  keep: BackupConfig['keep'] | undefined,
): BackupConfig | undefined {
  if (dir === undefined) return undefined;
  return { dir: path.resolve(dir), trialUrl, keep: keep ?? { days: 14, weeks: 8, months: 24 } };
}

type Oidc = NonNullable<SignInConfig['oidc']>;

function readOidc(
  { issuer, clientId, ...rest }: Omit<Oidc, 'issuer' | 'clientId'> & { issuer?: string; clientId?: string },
  problems: string[],
): Oidc | undefined {
  if (issuer === undefined && clientId === undefined) return undefined;
  if (issuer === undefined || clientId === undefined) {
    problems.push('SODO_OIDC_ISSUER and SODO_OIDC_CLIENT_ID are set together or not at all.');
    return undefined;
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    problems.push('SODO_OIDC_ISSUER must start with https:// unless it is this machine.');
  return { issuer, clientId, ...rest };
}

function readVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: Variable,
  problems: string[],
): unknown {
  const { shape, must, secret } = { secret: false, ...variables[name] };
  const fileVariable = `${name}_FILE`;
  const file = environment[fileVariable]?.trim();
  let raw = environment[name]?.trim();
  if (file) {
    if (raw) {
      problems.push(`Set either ${name} or ${fileVariable}, not both.`);
      return undefined;
    }
    try {
      raw = readFileSync(file, 'utf8').trim();
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
      problems.push(`${fileVariable} names the file "${file}", which cannot be read (${why}).`);
      return undefined;
    }
  }
  if (!raw) return undefined;
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  problems.push(secret || file ? `${name} ${must}.` : `${name} ${must}, but is "${raw}".`);
  return undefined;
}

function defaultCacheDir(environment: Readonly<Record<string, string | undefined>>): string {
  const shared = environment['XDG_CACHE_HOME']?.trim();
  return path.join(shared || path.join(homedir(), '.cache'), 'sodo');
}

function hasProtocol(address: string, protocols: readonly string[]): boolean {
  return URL.canParse(address) && protocols.includes(new URL(address).protocol);
}
