import { Alert, Card, Flex, Progress, Timeline, Typography } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Simulation } from '../../../../contracts/simulation.schema';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { StatusTag } from '../../components/status-tag';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { SimulationEventText } from './simulation-event-text';

const ASK_EVERY_MS = 1_000;

/** What a test copy went through while nobody acted, as it comes in. */
export function SimulationPage() {
  const { t } = useTranslation('simulation');
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['simulation', id],
    queryFn: () => get<Simulation>(`/simulations/${id}`),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? ASK_EVERY_MS : false),
  });
  return (
    <Page title={t('title')}>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageLoading />}
      {data && <SimulationReport simulation={data} />}
    </Page>
  );
}

function SimulationReport({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation('simulation');
  const { dossierId, dossierCode, status, until, createdAt, events, end } = simulation;
  const reached = events.at(-1)?.at ?? createdAt;
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={
          <>
            {t('about')} <Link to={`/dossiers/${dossierId}`}>{dossierCode}</Link>
          </>
        }
        description={t('copyOnly')}
        style={{ marginBottom: 12 }}
      />
      {status === 'failed' && <Alert type="error" showIcon title={t('failed')} style={{ marginBottom: 12 }} />}
      {status === 'running' && (
        <Card style={{ marginBottom: 12 }}>
          <div role="status" aria-live="polite">
            {t('running', { until: formatDateTime(until) })}
          </div>
          <Progress percent={percentBetween(createdAt, until, reached)} status="active" aria-label={t('progress')} />
        </Card>
      )}
      <Card title={t('happened', { until: formatDateTime(until) })}>
        <Timeline
          items={[
            { content: <Moment at={createdAt}>{t('begin')}</Moment> },
            ...events.map((event) => ({
              color: event.kind === 'escalation' ? (event.percent >= 100 ? 'red' : 'orange') : 'blue',
              content: (
                <Moment at={event.at}>
                  <SimulationEventText event={event} />
                </Moment>
              ),
            })),
            ...(end
              ? [
                  {
                    color: end.overdue ? 'red' : 'gray',
                    content: (
                      <Moment at={end.at}>
                        <Flex gap={8} wrap align="center">
                          {t('end')} <StatusTag status={end.status} />
                          {end.overdue && <Typography.Text type="danger">{t('overdue')}</Typography.Text>}
                          {end.openTasks.length > 0 && (
                            <span>{t('waiting', { tasks: end.openTasks.map(({ name }) => name).join(', ') })}</span>
                          )}
                        </Flex>
                      </Moment>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {status === 'done' && events.length === 0 && <Typography.Paragraph>{t('nothing')}</Typography.Paragraph>}
      </Card>
    </>
  );
}

function Moment({ at, children }: { readonly at: string; readonly children: React.ReactNode }) {
  return (
    <>
      <Typography.Text type="secondary" className="sodo-code">
        {formatDateTime(at)}
      </Typography.Text>
      <div>{children}</div>
    </>
  );
}

function percentBetween(from: string, to: string, at: string): number {
  const [start, end, now] = [from, to, at].map((instant) => Date.parse(instant));
  if (start === undefined || end === undefined || now === undefined || end <= start) return 0;
  return Math.round(Math.min(1, Math.max(0, (now - start) / (end - start))) * 100);
}
