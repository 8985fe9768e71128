import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Database } from '../db/connect';
import type { SessionLimits } from '../db/repositories/session-repository';
import type { PasswordHashing } from '../db/repositories/credential-repository';
import type { PasswordLengths } from '../domain/access/password-policy';
import type { Role } from '../domain/access/roles';
import type { LockOut } from '../domain/access/sign-in-delay';
import type { FileStore } from '../platform/file-store';
import type { Sealer } from '../platform/sealed-text';
import { BINH_PHUOC_PROJECTION } from '../platform/vn2000';
import type { Traffic } from './traffic';

/** How often something may be asked within a window; then 429 until the window ends. */
interface RateLimit {
  readonly windowMs: number;
  readonly max: number;
}

/** Single sign-on at a provider of the office (OpenID Connect). */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly claim: 'sub' | 'preferred_username';
  readonly label: string;
  /** How long the provider may take to answer. */
  readonly timeoutMs: number;
}

export interface SignInSettings {
  readonly passwordLengths: PasswordLengths;
  /** So many of the last passwords, the present one among them, are not taken again. */
  readonly passwordHistory: number;
  /** How long after showing who one is dangerous actions are taken without asking again. */
  readonly recentMs: number;
  /** Roles that need a second factor. */
  readonly secondFactorRoles: readonly Role[];
  readonly lockOut: LockOut;
  readonly oidc?: OidcSettings;
}

export interface ApiSettings {
  /** How people reach the api; over https the cookie is `Secure`. */
  readonly publicUrl: string;
  readonly taskQueue: string;
  readonly sessions: SessionLimits;
  readonly signIn: SignInSettings;
  /** Shared secrets of the systems whose signed calls are taken; absent: that link is closed. */
  readonly partners: { readonly tax?: string; readonly oneStop?: string };
  /** Within how many hours of its detection the quick report of an incident is expected. */
  readonly quickReportHours: number;
  /** How long a message for another system may wait before that is late. */
  readonly linkSilentMinutes: number;
  /** Within how many working days a copy lies in the archive. */
  readonly portableCopyDays: number;
  /** After how many days without use an account is proposed to be taken away. */
  readonly dormantDays: number;
  /** The only addresses files of a one-stop dossier are fetched from. */
  readonly oneStopUrl?: string;
  /** Temporal's own web page and the namespace our workflows are in; absent: not configured. */
  readonly temporalUi?: { readonly url: string; readonly namespace: string };
  /** proj4 text of the projection parcels are surveyed in. */
  readonly mapProjection: string;
  readonly maxFileBytes: number;
  readonly maxFilesPerDossier: number;
  /** How long a step may take before the answer is "try again later". */
  readonly stepTimeoutMs: number;
  readonly rateLimits: Readonly<Record<RateLimitName, RateLimit>>;
  /** Proxies in front of the api whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** Compares every answer with its contract, and fails when it differs (tests). */
  readonly checkAnswers: boolean;
}

export type RateLimitName = 'signInAddress' | 'publicStatus' | 'signedCalls';

export const DEFAULT_SETTINGS = {
  mapProjection: BINH_PHUOC_PROJECTION,
  maxFileBytes: 20 * 1024 * 1024,
  maxFilesPerDossier: 200,
  stepTimeoutMs: 15_000,
  quickReportHours: 24,
  linkSilentMinutes: 60,
  portableCopyDays: 3,
  dormantDays: 90,
  rateLimits: {
    /** Failed sign-ins from one address, whatever the name; browsers that have signed in to that name before do not count. */
    signInAddress: { windowMs: 15 * 60_000, max: 200 },
    publicStatus: { windowMs: 60_000, max: 30 },
    /** Signed calls from one address whose signature did not hold, and those under way. */
    signedCalls: { windowMs: 60_000, max: 100 },
  },
  signIn: {
    passwordLengths: { min: 12, max: 128 },
    passwordHistory: 5,
    recentMs: 10 * 60_000,
    // Those who administer, and those who may restore data (A19.3đ).
    secondFactorRoles: ['admin', 'operator'],
    lockOut: {
      freeFailures: 5,
      firstDelayMs: 30_000,
      longestDelayMs: 15 * 60_000,
      accountFailures: 50,
      windowMs: 3_600_000,
    },
  },
  trustedProxies: 0,
  checkAnswers: false,
} as const satisfies Partial<ApiSettings>;

/** Everything the api needs from outside; `api/main.ts` and the tests put it together. */
export interface ApiParts {
  readonly database: Database;
  readonly temporal: Client;
  readonly files: FileStore;
  readonly logger: Logger;
  /** Told of every answer; absent: nobody counts. */
  readonly traffic?: Pick<Traffic, 'count'>;
  readonly sealer: Sealer;
  /** Absent: argon2id. */
  readonly hashing?: PasswordHashing;
  readonly settings: ApiSettings;
  readonly now?: () => Date;
  /** Raised when the api is about to stop: streams that would stay open for hours end. */
  readonly stopping?: AbortSignal;
  /** The built web app, when this api serves it. */
  readonly webDir?: string;
}
