import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { CaseHistory } from '../../components/case-history';
import { Mark } from '../../components/mark';
import { DoneNote } from '../../components/done-note';
import { FactCard } from '../../components/fact-card';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import type { HandoverItem, HandoverPageData, HandoverStep } from './handover';
import { HandoverStatus } from './handover-status';
import { StepDialog } from './step-dialog';
import './handovers.css';

/** The other side counts and signs meanwhile. */
const READ_ANEW_MS = 5_000;

/** One handover: what is asked for now, the list as given and as counted, signatures, history. */
export function HandoverPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['handovers', 'one', id],
    queryFn: () => get<HandoverPageData>(`/handovers/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown handover={data} />;
}

interface Asked {
  readonly step: HandoverStep;
  readonly item?: HandoverItem;
}

function Shown({ handover }: { readonly handover: HandoverPageData }) {
  const { t } = useTranslation('handovers');
  const [asked, setAsked] = useState<Asked>();
  const [told, setTold] = useState<string>();
  const { allowed, items, status } = handover;
  const signs = allowed.filter((step) => step === 'signAsGiver' || step === 'signAsReceiver');
  const open = items.filter(({ asListed }) => !asListed).map(({ number }) => number);
  return (
    <Page
      title={`${handover.code} · ${handover.subject}`}
      beside={<HandoverStatus status={status} />}
      actions={
        <>
          <Button href={`/api/v1/handovers/${handover.id}/minutes`} target="_blank">
            {t('minutes')}
          </Button>
          {(['amendItems', 'cancelHandover'] as const)
            .filter((step) => allowed.includes(step))
            .map((step) => (
              <Button key={step} onClick={() => setAsked({ step })}>
                {t(`step.${step}`)}
              </Button>
            ))}
        </>
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      <Flex vertical gap={12}>
        {status === 'prepared' && (
          <Card size="small" title={t('askedNow')}>
            {handover.awaitsAcceptance && <div>{t('awaitsAcceptance')}</div>}
            {open.length > 0 && <div>{t('notCounted', { items: open.join(', ') })}</div>}
            <Flex gap={8} wrap>
              {signs.map((step, index) => (
                <Button key={step} type={index === 0 ? 'primary' : 'default'} onClick={() => setAsked({ step })}>
                  {t(`step.${step}`)}
                </Button>
              ))}
            </Flex>
          </Card>
        )}
        <Items handover={handover} onCheck={(item) => setAsked({ step: 'checkItem', item })} />
        <Facts handover={handover} />
        <Card size="small" title={t('history')}>
          <CaseHistory
            history={handover.history}
            system={t('system')}
            stepName={(command) => t(`step.${command}`, { defaultValue: command })}
            describe={({ type, detail }) => {
              if (type === 'HandoverSigned') return t(`side.${detail.side === 'giver' ? 'giver' : 'receiver'}`);
              return type === 'ItemChecked' ? t('item.one', { number: detail.number }) : undefined;
            }}
          />
        </Card>
      </Flex>
      {asked && (
        <StepDialog
          key={`${asked.step} ${asked.item?.number ?? ''}`}
          handover={handover}
          {...asked}
          onClose={() => setAsked(undefined)}
          onDone={() => setTold(t('done', { step: t(`step.${asked.step}`) }))}
        />
      )}
    </Page>
  );
}

function Items({
  handover: { items, allowed },
  onCheck,
}: {
  readonly handover: HandoverPageData;
  readonly onCheck: (item: HandoverItem) => void;
}) {
  const { t } = useTranslation('handovers');
  const checks = allowed.includes('checkItem');
  const check = (item: HandoverItem) =>
    checks && (
      <Button size="small" onClick={() => onCheck(item)} aria-label={`${t('item.check')}: ${item.name}`}>
        {t('item.check')}
      </Button>
    );
  return (
    <Card size="small" title={t('items')}>
      <WideTable<HandoverItem>
        label={t('items')}
        least={860}
        rowKey="number"
        dataSource={[...items]}
        card={(item) => (
          <>
            <div>
              {item.number}. {item.name} ({t(`kind.${item.kind}`)})
            </div>
            <div>
              {counted(item.expected.count)} {item.measure} · <Result item={item} /> {check(item)}
            </div>
          </>
        )}
        columns={[
          { title: t('item.number'), dataIndex: 'number', width: 60 },
          {
            title: t('item.name'),
            render: (_, { name, expected }) => (
              <>
                <div>{name}</div>
                {expected.sha256 && <code className="sodo-sha256">{expected.sha256}</code>}
              </>
            ),
          },
          { title: t('item.kind'), width: 150, render: (_, { kind }) => t(`kind.${kind}`) },
          {
            title: t('item.listed'),
            width: 140,
            align: 'right',
            render: (_, { expected, measure }) => `${counted(expected.count)} ${measure}`,
          },
          {
            title: t('item.found'),
            width: 120,
            align: 'right',
            render: (_, { found }) => (found ? counted(found.count) : ''),
          },
          { title: t('item.result'), width: 150, render: (_, item) => <Result item={item} /> },
          ...(checks ? [{ key: 'check', width: 110, render: (_: unknown, item: HandoverItem) => check(item) }] : []),
        ]}
      />
    </Card>
  );
}

/** By words and sign, not by colour alone; at least 4.5:1 on white. */
function Result({ item: { found, asListed } }: { readonly item: HandoverItem }) {
  const { t } = useTranslation('handovers');
  if (!found)
    return (
      <Mark colour="#595f69" icon={<ClockCircleOutlined />}>
        {t('item.notCounted')}
      </Mark>
    );
  return asListed ? (
    <Mark colour="#1b6e3c" icon={<CheckCircleOutlined />} title={found.by.displayName}>
      {t('item.same')}
    </Mark>
  ) : (
    <Mark colour="#b42318" icon={<ExclamationCircleOutlined />} title={found.by.displayName}>
      {t('item.different')}
    </Mark>
  );
}

function Facts({ handover }: { readonly handover: HandoverPageData }) {
  const { t } = useTranslation('handovers');
  const { project, signatures, completedAt } = handover;
  const signed = (side: 'giver' | 'receiver') => {
    const found = signatures.find((one) => one.side === side);
    return found ? `${found.by.displayName}, ${formatDateTime(found.at)}` : t('unsigned');
  };
  const facts = [
    ['giver', `${handover.giver.name} – ${signed('giver')}`],
    ['receiver', `${handover.receiver.name} – ${signed('receiver')}`],
    [
      'project',
      project ? <Link to={`/projects/${project.id}`}>{`${project.code} · ${project.name}`}</Link> : t('noProject'),
    ],
    ['preparedAt', formatDateTime(handover.preparedAt)],
    ['completedAt', completedAt && formatDateTime(completedAt)],
  ] as const;
  return <FactCard title={t('facts')} facts={facts.map(([key, value]) => [t(key), value])} />;
}

function counted(count: number): string {
  return count.toLocaleString('vi-VN');
}
