import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { CaseHistory } from '../../components/case-history';
import { DoneNote } from '../../components/done-note';
import { FactCard } from '../../components/fact-card';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import type { CopyPageData, CopyStep } from './copy';
import { CopyStatus, useSpanName } from './copy-marks';
import { StepDialog } from './step-dialog';

/** A disk is written meanwhile; others work on it, too. */
const READ_ANEW_MS = 3_000;

/** One copy: what is asked for now, the disk, what lies on it, its way to the archive. */
export function CopyPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['copies', 'one', id],
    queryFn: () => get<CopyPageData>(`/portable-copies/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown copy={data} />;
}

function Shown({ copy }: { readonly copy: CopyPageData }) {
  const { t } = useTranslation('copies');
  const [step, setStep] = useState<CopyStep>();
  const [told, setTold] = useState<string>();
  const { allowed, status, fault, written } = copy;
  return (
    <Page
      title={`${copy.code} · ${t(`kind.${copy.kind}`)}`}
      beside={<CopyStatus {...copy} />}
      actions={
        written && (
          <Button href={`/api/v1/portable-copies/${copy.id}/minutes`} target="_blank">
            {t('minutes')}
          </Button>
        )
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      <Flex vertical gap={12}>
        {fault && (
          <Alert
            type="error"
            showIcon
            title={t([`fault.${fault.code}`, 'fault.other'])}
            description={<small>{`${fault.text ?? ''} (${fault.code})`}</small>}
          />
        )}
        {status === 'copying' && <Alert type="info" showIcon title={t('copying', { disk: copy.disk })} />}
        {written && written.damagedFiles > 0 && (
          <Alert type="warning" showIcon title={t('damaged', { count: written.damagedFiles })} />
        )}
        {allowed.length > 0 && (
          <Card size="small" title={t('askedNow')}>
            <Flex gap={8} wrap>
              {allowed.map((one) => (
                <Button key={one} type={isFirst(one, status) ? 'primary' : 'default'} onClick={() => setStep(one)}>
                  {t(`step.${one}`)}
                </Button>
              ))}
            </Flex>
          </Card>
        )}
        <Facts copy={copy} />
        <Card size="small" title={t('history')}>
          <CaseHistory
            history={copy.history}
            system={t('system')}
            stepName={(command) => t(`step.${command}`, { defaultValue: command })}
            describe={({ type, detail }) => {
              if (type === 'DiskInserted') return detail.label as string;
              if (type === 'DiskArchived') return detail.shelf as string;
              if (type === 'CopyFailed') return t([`fault.${detail.fault as string}`, 'fault.other']);
              return type === 'NoticeFell' ? t('notice', { days: detail.workingDays as number }) : undefined;
            }}
          />
        </Card>
      </Flex>
      {step && (
        <StepDialog
          key={step}
          copy={copy}
          step={step}
          onClose={() => setStep(undefined)}
          onDone={() => setTold(t('done', { step: t(`step.${step}`) }))}
        />
      )}
    </Page>
  );
}

/** What is to be done next, each in its time. */
function isFirst(step: CopyStep, status: CopyPageData['status']): boolean {
  if (step === 'insertDisk') return status === 'awaited';
  return step === 'handOverDisk' || step === 'archiveDisk';
}

function Facts({ copy }: { readonly copy: CopyPageData }) {
  const { t } = useTranslation('copies');
  const spanOf = useSpanName();
  const done = (act: CopyPageData['archived']) => act && `${act.by.displayName}, ${formatDateTime(act.at)}`;
  const { written, refusals } = copy;
  const facts = [
    ['period', spanOf(copy)],
    ['dueAt', formatDateTime(copy.dueAt)],
    ['disk', copy.disk],
    ['set', written && <span style={{ overflowWrap: 'anywhere' }}>{written.set}</span>],
    ['takenAt', written && formatDateTime(written.takenAt)],
    ['size', written && t('bytes', { size: (written.sizeBytes / 1e6).toLocaleString('vi-VN') })],
    ['files', written && copy.kind === 'scans' ? written.files.toLocaleString('vi-VN') : null],
    ['sha256', written && <code style={{ overflowWrap: 'anywhere' }}>{written.sha256}</code>],
    ['handedOver', done(copy.handedOver)],
    ['archived', done(copy.archived)],
    ['shelf', copy.shelf],
    ['refusals', refusals > 0 ? String(refusals) : null],
  ] as const;
  return (
    <FactCard
      title={t('facts')}
      facts={facts.flatMap(([key, value]) => (value === null ? [] : [[t(key), value] as const]))}
    />
  );
}
