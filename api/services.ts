import { readBacklog } from '../db/projections/outbox-queue';
import { createAccountRepository, type AccountRepository } from '../db/repositories/account-repository';
import { createCalendarRepository, type CalendarRepository } from '../db/repositories/calendar-repository';
import { createLandRepository, type LandRepository } from '../db/repositories/land-repository';
import { createProcedureRepository, type ProcedureRepository } from '../db/repositories/procedure-repository';
import { createSessionRepository, type SessionRepository } from '../db/repositories/session-repository';
import { createUnitRepository, type UnitRepository } from '../db/repositories/unit-repository';
import type { Pool } from 'pg';
import type { Orm } from '../db/connect';
import { createVn2000Projection } from '../platform/vn2000';
import { createChangeFeed, type ChangeFeed } from './live/change-feed';
import { createDossierGateway, type DossierGateway } from './dossier-gateway';
import { createFormValidators, type FormValidators } from './form-validators';
import { createMetrics, type Metrics } from './metrics';
import type { ApiParts } from './parts';
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
  readonly unitRows: UnitRepository;
  readonly units: UnitDirectory;
  readonly forms: FormValidators;
  readonly dossiers: DossierGateway;
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
    land: createLandRepository(orm),
    procedures: createProcedureRepository(pool),
    sessions: createSessionRepository(pool, parts.settings.sessions),
    unitRows,
    units: createUnitDirectory(unitRows),
    forms: createFormValidators(),
    dossiers: createDossierGateway({ pool, client: parts.temporal, settings: parts.settings }),
    metrics,
    changes: createChangeFeed(pool, parts.logger),
    toWgs84: createVn2000Projection(parts.settings.mapProjection),
  };
}
