import { readBacklog } from '../db/projections/outbox-queue';
import { createAccountRepository, type AccountRepository } from '../db/repositories/account-repository';
import { createCalendarRepository, type CalendarRepository } from '../db/repositories/calendar-repository';
import { createCredentialRepository, type CredentialRepository } from '../db/repositories/credential-repository';
import { createLandRepository, type LandRepository } from '../db/repositories/land-repository';
import { createProcedureRepository, type ProcedureRepository } from '../db/repositories/procedure-repository';
import { createSecondFactorRepository, type SecondFactorRepository } from '../db/repositories/second-factor-repository';
import { createSessionRepository, type SessionRepository } from '../db/repositories/session-repository';
import {
  createSignInAttemptRepository,
  type SignInAttemptRepository,
} from '../db/repositories/sign-in-attempt-repository';
import {
  createSignInChallengeRepository,
  type SignInChallengeRepository,
} from '../db/repositories/sign-in-challenge-repository';
import { createTermsRepository, type TermsRepository } from '../db/repositories/terms-repository';
import { createUnitRepository, type UnitRepository } from '../db/repositories/unit-repository';
import type { Pool } from 'pg';
import type { Orm } from '../db/connect';
import { createVn2000Projection } from '../platform/vn2000';
import { createCaseGateway, type CaseGateway } from './case-gateway';
import { createChangeFeed, type ChangeFeed } from './live/change-feed';
import { createDossierGateway, type DossierGateway } from './dossier-gateway';
import { createFormValidators, type FormValidators } from './form-validators';
import { createMetrics, type Metrics } from './metrics';
import type { ApiParts } from './parts';
import { createStopOrders, type StopOrders } from './stop-orders/refuse-stopped';
import { createOidcClient, type OidcClient } from './sign-in/oidc-client';
import { createUnitDirectory, type UnitDirectory } from './unit-directory';

/** What handlers work with: the parts, and everything built once on them. */
export interface Services extends Omit<ApiParts, 'now'> {
  readonly now: () => Date;
  readonly pool: Pool;
  readonly orm: Orm;
  readonly accounts: AccountRepository;
  readonly calendars: CalendarRepository;
  readonly land: LandRepository;
  readonly procedures: ProcedureRepository;
  readonly sessions: SessionRepository;
  readonly credentials: CredentialRepository;
  readonly secondFactors: SecondFactorRepository;
  readonly signInAttempts: SignInAttemptRepository;
  readonly signInChallenges: SignInChallengeRepository;
  readonly terms: TermsRepository;
  /** Absent: single sign-on is not configured. */
  readonly oidc?: OidcClient;
  readonly unitRows: UnitRepository;
  readonly units: UnitDirectory;
  readonly forms: FormValidators;
  readonly dossiers: DossierGateway;
  readonly cases: CaseGateway;
  readonly stopOrders: StopOrders;
  readonly metrics: Metrics;
  readonly changes: ChangeFeed;
  /** From the survey's metres to longitude and latitude. */
  readonly toWgs84: ReturnType<typeof createVn2000Projection>;
}

export function createServices(parts: ApiParts): Services {
  const { pool, orm } = parts.database;
  const unitRows = createUnitRepository(orm);
  const metrics = createMetrics(() => readBacklog(pool));
  return {
    ...parts,
    now: parts.now ?? (() => new Date()),
    pool,
    orm,
    accounts: createAccountRepository(orm),
    calendars: createCalendarRepository(pool),
    land: createLandRepository(pool),
    procedures: createProcedureRepository(pool),
    sessions: createSessionRepository(pool, parts.settings.sessions),
    credentials: createCredentialRepository(pool, parts.hashing),
    secondFactors: createSecondFactorRepository(pool),
    signInAttempts: createSignInAttemptRepository(pool),
    signInChallenges: createSignInChallengeRepository(pool),
    terms: createTermsRepository(pool),
    ...(parts.settings.signIn.oidc ? { oidc: createOidcClient(parts.settings.signIn.oidc) } : {}),
    unitRows,
    units: createUnitDirectory(unitRows),
    forms: createFormValidators(),
    dossiers: createDossierGateway({ pool, client: parts.temporal, settings: parts.settings }),
    cases: createCaseGateway({ pool, client: parts.temporal, settings: parts.settings }),
    stopOrders: createStopOrders(pool),
    metrics,
    changes: createChangeFeed(pool, parts.logger),
    toWgs84: createVn2000Projection(parts.settings.mapProjection),
  };
}
