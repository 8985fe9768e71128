import type { Route } from './http/route';
import { accountRoutes } from './routes/accounts/routes';
import { handoverRoutes } from './routes/handovers/routes';
import { incidentRoutes } from './routes/incidents/routes';
import { auditRoutes } from './routes/audit/routes';
import { calendarRoutes } from './routes/calendar/routes';
import { complianceRoutes } from './routes/compliance/routes';
import { delegationRoutes } from './routes/delegations/routes';
import { dossierActionRoutes } from './routes/dossiers/action-routes';
import { dossierRoutes } from './routes/dossiers/routes';
import { draftRoutes } from './routes/drafts/routes';
import { inboxRoutes } from './routes/inbox/routes';
import { integrationRoutes } from './routes/integrations/routes';
import { liveRoutes } from './routes/live/routes';
import { myAccountRoutes } from './routes/me/routes';
import { oidcRoutes } from './routes/oidc/routes';
import { outboxRoutes } from './routes/outbox/routes';
import { overviewRoutes } from './routes/overview/routes';
import { parcelRoutes } from './routes/parcels/routes';
import { peopleRoutes } from './routes/people/routes';
import { preferenceRoutes } from './routes/preferences/routes';
import { procedureRoutes } from './routes/procedures/routes';
import { projectRoutes } from './routes/projects/routes';
import { publicStatusRoutes } from './routes/public-status/routes';
import { registerRoutes } from './routes/register/routes';
import { portableCopyRoutes } from './routes/portable-copies/routes';
import { reportRoutes } from './routes/reports/routes';
import { sessionRoutes } from './routes/sessions/routes';
import { simulationRoutes } from './routes/simulations/routes';
import { slaRoutes } from './routes/sla/routes';
import { statisticsRoutes } from './routes/statistics/routes';
import { systemRoutes } from './routes/system/routes';
import { taskRoutes } from './routes/tasks/routes';
import { unitRoutes } from './routes/units/routes';
import { workloadRoutes } from './routes/workload/routes';

export const ownRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...oidcRoutes,
  ...myAccountRoutes,
  ...accountRoutes,
  ...incidentRoutes,
  ...projectRoutes,
  ...handoverRoutes,
  ...reportRoutes,
  ...portableCopyRoutes,
  ...complianceRoutes,
  ...preferenceRoutes,
  ...unitRoutes,
  ...delegationRoutes,
  ...liveRoutes,
  ...procedureRoutes,
  ...draftRoutes,
  ...peopleRoutes,
  ...parcelRoutes,
  ...registerRoutes,
  ...inboxRoutes,
  ...dossierRoutes,
  ...dossierActionRoutes,
  ...taskRoutes,
  ...simulationRoutes,
  ...overviewRoutes,
  ...slaRoutes,
  ...workloadRoutes,
  ...statisticsRoutes,
  ...calendarRoutes,
  ...publicStatusRoutes,
  ...integrationRoutes,
  ...auditRoutes,
  ...outboxRoutes,
  ...systemRoutes,
];
