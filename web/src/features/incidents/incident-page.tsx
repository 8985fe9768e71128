import { useQuery } from '@tanstack/react-query';
import { Button, Card, Dropdown, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { DoneNote } from '../../components/done-note';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { ClockTable } from './clock-table';
import type { IncidentPageData, IncidentStep } from './incident';
import { IncidentFacts } from './incident-facts';
import { IncidentHistory } from './incident-history';
import { SeverityMark, StatusMark } from './incident-marks';
import { StepDialog } from './step-dialog';

/** Others work on it, and limits fall by themselves. */
const READ_ANEW_MS = 5_000;

/** What changes rarely, or undoes: behind "More". */
const RARE: readonly IncidentStep[] = ['reclassifyIncident', 'handOverDuty', 'reopenIncident', 'dismissIncident'];

/** One incident: what is asked for now at the top, then its limits, what is known, and everything that was done. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['incidents', 'one', id],
    queryFn: () => get<IncidentPageData>(`/incidents/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown incident={data} />;
}

function Shown({ incident }: { readonly incident: IncidentPageData }) {
  const { t } = useTranslation('incidents');
  const [step, setStep] = useState<IncidentStep>();
  const [told, setTold] = useState<string>();
  const rare = incident.allowed.filter((one) => RARE.includes(one));
  return (
    <Page
      title={`${incident.code} · ${t(`class.${incident.class}`)}`}
      beside={
        <>
          <StatusMark status={incident.status} />
          <SeverityMark severity={incident.severity} />
        </>
      }
      actions={
        rare.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{ items: rare.map((one) => ({ key: one, label: t(`step.${one}`), onClick: () => setStep(one) })) }}
          >
            <Button>{t('more')}</Button>
          </Dropdown>
        )
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      <AskedNow incident={incident} onStep={setStep} />
      <Flex vertical gap={12}>
        <Card size="small" title={t('limits.title')}>
          <ClockTable clocks={incident.clocks} />
        </Card>
        <IncidentFacts incident={incident} />
        <Card size="small" title={t('history')}>
          <IncidentHistory history={incident.history} />
        </Card>
      </Flex>
      {step && (
        <StepDialog
          key={step}
          incident={incident}
          step={step}
          onClose={() => setStep(undefined)}
          onDone={() => setTold(t('done', { step: t(`step.${step}`) }))}
        />
      )}
    </Page>
  );
}

/** What the regulation asks for next, as buttons; what is missing before it is over, in words. */
function AskedNow({
  incident,
  onStep,
}: {
  readonly incident: IncidentPageData;
  readonly onStep: (step: IncidentStep) => void;
}) {
  const { t } = useTranslation('incidents');
  const steps = incident.allowed.filter((one) => !RARE.includes(one));
  if (steps.length === 0) return null;
  const [first] = urgent(incident).filter((step) => steps.includes(step));
  return (
    <Card size="small" title={t('askedNow')} style={{ marginBottom: 12 }}>
      <Flex gap={8} wrap>
        {steps.map((step) => (
          <Button
            key={step}
            type={step === first ? 'primary' : 'default'}
            danger={step === 'orderStop'}
            onClick={() => onStep(step)}
          >
            {t(`step.${step}`)}
          </Button>
        ))}
      </Flex>
      {incident.missing.length > 0 && (
        <p style={{ margin: '10px 0 0' }}>
          {t('missing.title')}: {incident.missing.map((need) => t(`missing.${need}`)).join('; ')}.
        </p>
      )}
    </Card>
  );
}

/** In the order in which the regulation wants it. */
function urgent({ affectedUnits, notice, missing }: IncidentPageData): readonly IncidentStep[] {
  const untold = affectedUnits.length > 0 && (notice === null || notice.passed);
  return [
    ...(untold ? (['notifyUnits'] as const) : []),
    ...(missing.includes('leadersTold') ? (['tellLeader'] as const) : []),
    ...(missing.includes('authorityNotified') ? (['recordAuthorityNotice'] as const) : []),
    'recordHardwareFixed',
    'recordServiceRestored',
    'recordFix',
    'liftStop',
    ...(missing.includes('quickReport') ? (['issueQuickReport'] as const) : []),
    ...(missing.includes('cause') ? (['recordCause'] as const) : []),
    'settleFollowUp',
    'closeIncident',
  ];
}
