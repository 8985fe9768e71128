import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { CaseHistory } from '../../components/case-history';
import { DoneNote } from '../../components/done-note';
import { FactCard } from '../../components/fact-card';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { MILESTONES, milestonesPassed, type ProjectPageData, type ProjectStep } from './project';
import { ProjectStatus } from './project-status';
import { StepDialog } from './step-dialog';

/** Accounts are locked and handovers recorded by themselves. */
const READ_ANEW_MS = 5_000;

/** One project: what is asked for now at the top, then how far it is, its accounts, handovers and history. */
export function ProjectPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['projects', 'one', id],
    queryFn: () => get<ProjectPageData>(`/contractor-projects/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown project={data} />;
}

function Shown({ project }: { readonly project: ProjectPageData }) {
  const { t } = useTranslation('projects');
  const [step, setStep] = useState<ProjectStep>();
  const [told, setTold] = useState<string>();
  const asked = project.allowed.filter((one) => one !== 'cancelProject');
  return (
    <Page
      title={`${project.code} · ${project.name}`}
      beside={<ProjectStatus status={project.status} />}
      actions={
        project.allowed.includes('cancelProject') && (
          <Button onClick={() => setStep('cancelProject')}>{t('step.cancelProject')}</Button>
        )
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      <Flex vertical gap={12}>
        {asked.length > 0 && (
          <Card size="small" title={t('askedNow')}>
            <Flex gap={8} wrap>
              {asked.map((one, index) => (
                <Button key={one} type={index === 0 ? 'primary' : 'default'} onClick={() => setStep(one)}>
                  {t(`step.${one}`)}
                </Button>
              ))}
            </Flex>
          </Card>
        )}
        {project.status !== 'cancelled' && (
          <Card size="small" title={t('milestones')}>
            <Steps
              size="small"
              current={milestonesPassed(project.status)}
              items={MILESTONES.map((milestone) => ({ title: t(`milestone.${milestone}`) }))}
            />
          </Card>
        )}
        <Facts project={project} />
        <Accounts project={project} />
        <Handovers project={project} />
        <Card size="small" title={t('history')}>
          <CaseHistory
            history={project.history}
            system={t('system')}
            stepName={(command) => t(`step.${command}`, { defaultValue: command })}
            describe={({ type, detail }) =>
              type === 'TrialResultRecorded' ? t(`passed.${detail.passed === true ? 'yes' : 'no'}`) : undefined
            }
          />
        </Card>
      </Flex>
      {step && (
        <StepDialog
          key={step}
          project={project}
          step={step}
          onClose={() => setStep(undefined)}
          onDone={() => setTold(t('done', { step: t(`step.${step}`) }))}
        />
      )}
    </Page>
  );
}

function Facts({ project }: { readonly project: ProjectPageData }) {
  const { t } = useTranslation('projects');
  const said = ({ by, at }: NonNullable<ProjectPageData['wentLive']>) => `${by.displayName}, ${formatDateTime(at)}`;
  const { plan, acceptance, trial, wentLive } = project;
  const facts = [
    ['owner', project.owner.name],
    ['contractor', project.contractor.name],
    ['workUnits', project.workUnits.map(({ name }) => name).join('; ')],
    ['registeredAt', formatDateTime(project.registeredAt)],
    ['fact.planSubmitted', plan && said(plan.submitted)],
    ['fact.planApproved', plan?.approved && said(plan.approved)],
    ['fact.acceptanceRequested', acceptance && said(acceptance.requested)],
    ['fact.accepted', acceptance?.accepted && said(acceptance.accepted)],
    ['fact.trialStarted', trial && said(trial.started)],
    [
      'fact.trialResult',
      trial?.result && `${t(`passed.${trial.result.passed ? 'yes' : 'no'}`)} – ${said(trial.result)}`,
    ],
    ['fact.wentLive', wentLive && said(wentLive)],
  ] as const;
  return <FactCard title={t('facts')} facts={facts.map(([key, value]) => [t(key), value])} />;
}

/** A7.1e, A7.3c, A16.2: who works for it here, and what was done with these accounts. */
function Accounts({ project: { accounts, accountsMayBeIssued } }: { readonly project: ProjectPageData }) {
  const { t } = useTranslation('projects');
  return (
    <Card size="small" title={t('accounts.title')}>
      <p style={{ marginTop: 0 }}>{t(accountsMayBeIssued ? 'accounts.may' : 'accounts.mayNot')}</p>
      <WideTable<ProjectPageData['accounts'][number]>
        label={t('accounts.title')}
        least={600}
        rowKey="id"
        dataSource={[...accounts]}
        locale={{ emptyText: t('accounts.none') }}
        card={(row) => (
          <>
            <Link to={`/accounts/${row.id}`}>{row.displayName}</Link> · {t(`accounts.status.${row.status}`)} ·{' '}
            {t('accounts.acts', { count: row.acts })}
          </>
        )}
        columns={[
          {
            title: t('accounts.person'),
            render: (_, row) => <Link to={`/accounts/${row.id}`}>{row.displayName}</Link>,
          },
          { title: t('accounts.username'), dataIndex: 'username', width: 180 },
          { title: t('status.label'), width: 170, render: (_, row) => t(`accounts.status.${row.status}`) },
          {
            title: t('accounts.done'),
            width: 240,
            render: (_, row) =>
              row.lastActAt === null
                ? t('accounts.nothing')
                : t('accounts.lastAct', { count: row.acts, at: formatDateTime(row.lastActAt) }),
          },
        ]}
      />
    </Card>
  );
}

function Handovers({ project: { handovers } }: { readonly project: ProjectPageData }) {
  const { t } = useTranslation('projects');
  return (
    <Card size="small" title={t('handovers.title')}>
      {handovers.length === 0 ? (
        t('handovers.none')
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {handovers.map(({ id, code, subject, status }) => (
            <li key={id}>
              <Link to={`/handovers/${id}`}>
                {code} · {subject}
              </Link>{' '}
              – {t(`handovers.status.${status}`)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
