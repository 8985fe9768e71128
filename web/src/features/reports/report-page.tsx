import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { CaseHistory } from '../../components/case-history';
import { DoneNote } from '../../components/done-note';
import { ExportButtons } from '../../components/export-buttons';
import { FactCard } from '../../components/fact-card';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime, formatDay } from '../../lib/format';
import { Figures } from './figures';
import type { ReportPageData, ReportStep } from './report';
import { ReportStatus, usePeriodName } from './report-marks';
import { StepDialog } from './step-dialog';

/** Figures are drawn up within seconds; others work on it, too. */
const READ_ANEW_MS = 5_000;
/** What is mostly asked for; the rest stands aside. */
const FIRST: readonly ReportStep[] = ['submitReport', 'signReport', 'sendReport', 'acceptReport'];

/** One report: what is asked for now, its words, its figures, its way. */
export function ReportPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['reports', 'one', id],
    queryFn: () => get<ReportPageData>(`/reports/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown report={data} />;
}

function Shown({ report }: { readonly report: ReportPageData }) {
  const { t } = useTranslation('reports');
  const nameOf = usePeriodName();
  const [step, setStep] = useState<ReportStep>();
  const [told, setTold] = useState<string>();
  const { allowed, figures, status } = report;
  const first = allowed.filter((one) => FIRST.includes(one));
  const others = allowed.filter((one) => !FIRST.includes(one));
  return (
    <Page
      title={`${report.code} · ${nameOf(report)}`}
      beside={<ReportStatus {...report} />}
      actions={figures && <ExportButtons path={`/reports/${report.id}/report`} query={{}} />}
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      <Flex vertical gap={12}>
        {figures && !figures.intact && <Alert type="error" showIcon title={t('changed')} />}
        {status === 'collecting' && <Alert type="info" showIcon title={t('collecting')} />}
        {allowed.length > 0 && (
          <Card size="small" title={t('askedNow')}>
            <Flex gap={8} wrap>
              {[...first, ...others].map((one, index) => (
                <Button
                  key={one}
                  type={first.length > 0 && index === 0 ? 'primary' : 'default'}
                  onClick={() => setStep(one)}
                >
                  {t(`step.${one}`)}
                </Button>
              ))}
            </Flex>
          </Card>
        )}
        <Facts report={report} />
        <Remarks remarks={report.remarks} />
        {figures && <Figures figures={figures.told} />}
        <Card size="small" title={t('history')}>
          <CaseHistory
            history={report.history}
            system={t('system')}
            stepName={(command) => t(`step.${command}`, { defaultValue: command })}
            describe={({ type, detail }) =>
              type === 'NoticeFell' ? t('notice', { days: detail.workingDays as number }) : undefined
            }
          />
        </Card>
      </Flex>
      {step && (
        <StepDialog
          key={step}
          report={report}
          step={step}
          onClose={() => setStep(undefined)}
          onDone={() => setTold(t('done', { step: t(`step.${step}`) }))}
        />
      )}
    </Page>
  );
}

function Facts({ report }: { readonly report: ReportPageData }) {
  const { t } = useTranslation('reports');
  const done = (act: ReportPageData['signed']) => act && `${act.by.displayName}, ${formatDateTime(act.at)}`;
  const { letter, figures, sentBack } = report;
  const facts = [
    ['unit', report.unit.name],
    ['receiver', report.receiver?.name ?? t('outside')],
    ['days', t('span', { from: formatDay(report.from), to: formatDay(report.to) })],
    ['dueAt', formatDateTime(report.dueAt)],
    ['asOf', figures && formatDateTime(figures.told.asOf)],
    ['sha256', figures && <code style={{ overflowWrap: 'anywhere' }}>{figures.sha256}</code>],
    ['submitted', done(report.submitted)],
    ['signed', done(report.signed)],
    ['sent', done(report.sent)],
    ['letter', letter && `${letter.number}, ${formatDay(letter.date)}`],
    ['accepted', done(report.accepted)],
    ['sentBack', sentBack > 0 ? String(sentBack) : null],
  ] as const;
  return (
    <FactCard
      title={t('facts')}
      facts={facts.flatMap(([key, value]) => (value === null ? [] : [[t(key), value] as const]))}
    />
  );
}

function Remarks({ remarks }: { readonly remarks: ReportPageData['remarks'] }) {
  const { t } = useTranslation('reports');
  const parts = (['assessment', 'difficulties', 'proposals'] as const).map((part) => {
    const words = <span style={{ whiteSpace: 'pre-wrap' }}>{remarks[part] ?? t('remarks.none')}</span>;
    return [t(`remarks.${part}`), words] as const;
  });
  return <FactCard title={t('remarks.title')} facts={parts} />;
}
