import { createBrowserRouter } from 'react-router';
import { PageLoading } from '../components/page-loading';
import { NotFoundPage } from './not-found-page';
import { RouteError } from './route-error';
import { HomeRedirect } from './shell/home-redirect';
import { Shell } from './shell/shell';

/** Every address of the app. Each screen is loaded when it is opened. */
export const router = createBrowserRouter([
  {
    errorElement: <RouteError />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('../features/session/sign-in-page')).SignInPage }),
      },
      // Printed on receipts and in mails (activities/documents/public-address.ts).
      {
        path: '/tra-cuu',
        lazy: async () => ({
          Component: (await import('../features/public-status/public-status-page')).PublicStatusPage,
        }),
      },
      {
        path: '/',
        element: <Shell />,
        children: [
          {
            errorElement: <RouteError />,
            children: [
              { index: true, element: <HomeRedirect /> },
              {
                path: 'inbox',
                lazy: async () => ({ Component: (await import('../features/inbox/inbox-page')).InboxPage }),
              },
              {
                path: 'dossiers',
                lazy: async () => ({
                  Component: (await import('../features/dossier-search/dossier-search-page')).DossierSearchPage,
                }),
              },
              {
                path: 'dossiers/:id',
                lazy: async () => ({ Component: (await import('../features/dossier/dossier-page')).DossierPage }),
              },
              {
                path: 'intake',
                lazy: async () => ({ Component: (await import('../features/intake/drafts-page')).DraftsPage }),
              },
              {
                path: 'intake/:id',
                lazy: async () => ({ Component: (await import('../features/intake/intake-page')).IntakePage }),
              },
              {
                path: 'results',
                lazy: async () => ({ Component: (await import('../features/results/results-page')).ResultsPage }),
              },
              {
                path: 'register',
                lazy: async () => ({ Component: (await import('../features/register/register-page')).RegisterPage }),
              },
              { path: 'sla', lazy: async () => ({ Component: (await import('../features/sla/sla-page')).SlaPage }) },
              {
                path: 'statistics',
                lazy: async () => ({
                  Component: (await import('../features/statistics/statistics-page')).StatisticsPage,
                }),
              },
              {
                path: 'workload',
                lazy: async () => ({ Component: (await import('../features/workload/workload-page')).WorkloadPage }),
              },
              {
                path: 'simulations/:id',
                lazy: async () => ({
                  Component: (await import('../features/simulation/simulation-page')).SimulationPage,
                }),
              },
              {
                path: 'admin/procedures',
                lazy: async () => ({
                  Component: (await import('../features/procedures/procedures-page')).ProceduresPage,
                }),
              },
              {
                path: 'admin/procedures/:key/:regime',
                lazy: async () => ({
                  Component: (await import('../features/procedures/procedure-page')).ProcedurePage,
                }),
              },
              {
                path: 'admin/calendar',
                lazy: async () => ({ Component: (await import('../features/calendar/calendar-page')).CalendarPage }),
              },
              {
                path: 'admin/health',
                lazy: async () => ({ Component: (await import('../features/health/health-page')).HealthPage }),
              },
              {
                path: 'admin/outbox',
                lazy: async () => ({ Component: (await import('../features/outbox/outbox-page')).OutboxPage }),
              },
              {
                path: 'admin/audit',
                lazy: async () => ({ Component: (await import('../features/audit/audit-page')).AuditPage }),
              },
              {
                path: 'accounts',
                lazy: async () => ({ Component: (await import('../features/accounts/accounts-page')).AccountsPage }),
              },
              {
                path: 'accounts/new',
                lazy: async () => ({
                  Component: (await import('../features/accounts/new-account-page')).NewAccountPage,
                }),
              },
              {
                path: 'accounts/duties',
                lazy: async () => ({ Component: (await import('../features/accounts/duties-page')).DutiesPage }),
              },
              {
                path: 'accounts/review',
                lazy: async () => ({ Component: (await import('../features/accounts/review-page')).ReviewPage }),
              },
              {
                path: 'accounts/:id',
                lazy: async () => ({
                  Component: (await import('../features/accounts/account-case-page')).AccountCasePage,
                }),
              },
              {
                path: 'compliance',
                lazy: async () => ({
                  Component: (await import('../features/compliance/compliance-page')).CompliancePage,
                }),
              },
              {
                path: 'incidents',
                lazy: async () => ({ Component: (await import('../features/incidents/incidents-page')).IncidentsPage }),
              },
              {
                path: 'incidents/:id',
                lazy: async () => ({ Component: (await import('../features/incidents/incident-page')).IncidentPage }),
              },
              {
                path: 'projects',
                lazy: async () => ({ Component: (await import('../features/projects/projects-page')).ProjectsPage }),
              },
              {
                path: 'projects/:id',
                lazy: async () => ({ Component: (await import('../features/projects/project-page')).ProjectPage }),
              },
              {
                path: 'handovers',
                lazy: async () => ({ Component: (await import('../features/handovers/handovers-page')).HandoversPage }),
              },
              {
                path: 'handovers/:id',
                lazy: async () => ({ Component: (await import('../features/handovers/handover-page')).HandoverPage }),
              },
              {
                path: 'reports',
                lazy: async () => ({ Component: (await import('../features/reports/reports-page')).ReportsPage }),
              },
              {
                path: 'reports/:id',
                lazy: async () => ({ Component: (await import('../features/reports/report-page')).ReportPage }),
              },
              {
                path: 'portable-copies',
                lazy: async () => ({ Component: (await import('../features/portable-copies/copies-page')).CopiesPage }),
              },
              {
                path: 'portable-copies/:id',
                lazy: async () => ({ Component: (await import('../features/portable-copies/copy-page')).CopyPage }),
              },
              {
                path: 'account',
                lazy: async () => ({ Component: (await import('../features/account/account-page')).AccountPage }),
              },
              {
                path: 'profile',
                lazy: async () => ({ Component: (await import('../features/profile/profile-page')).ProfilePage }),
              },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
