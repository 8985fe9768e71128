import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Dropdown, Flex, Timeline } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { DoneNote } from '../../components/done-note';
import { FactCard } from '../../components/fact-card';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime, formatDay } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { AccountStatus, StatusDetail } from './account-marks';
import { ACCOUNT_STEPS } from './account-steps';
import type { AccountCase, IssuedSecret } from './accounts';
import { PersonalDataCard } from './personal-data-card';
import { SurplusList } from './rights-fields';
import { SecretDialog } from './secret-dialog';
import { StepDialog } from './step-dialog';

const READ_ANEW_MS = 10_000;

/** One account: what is asked for now at the top, then who it is, what he may do and since when, and everything that was done. */
export function AccountCasePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['accounts', 'one', id],
    queryFn: () => get<AccountCase>(`/accounts/${id}`),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data) return error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />;
  return <Shown account={data} />;
}

function Shown({ account }: { readonly account: AccountCase }) {
  const { t } = useTranslation('accounts');
  const [step, setStep] = useState<string>();
  const [told, setTold] = useState<string>();
  const [secret, setSecret] = useState<IssuedSecret>();
  const possible = Object.keys(ACCOUNT_STEPS).filter((name) => account.allowed.includes(name));
  const rare = possible.filter((name) => ACCOUNT_STEPS[name]?.rare);
  const first = possible.filter((name) => !ACCOUNT_STEPS[name]?.rare);
  return (
    <Page
      title={account.fullName}
      beside={<AccountStatus status={account.status} />}
      actions={
        rare.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rare.map((name) => ({ key: name, label: t(`step.${name}`), onClick: () => setStep(name) })),
            }}
          >
            <Button>{t('more')}</Button>
          </Dropdown>
        )
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      {first.length > 0 && (
        <Card size="small" title={t('askedNow')} style={{ marginBottom: 12 }}>
          <Flex gap={8} wrap>
            {first.map((name, index) => (
              <Button
                key={name}
                type={index === 0 ? 'primary' : 'default'}
                danger={ACCOUNT_STEPS[name]?.danger}
                onClick={() => setStep(name)}
              >
                {t(`step.${name}`)}
              </Button>
            ))}
          </Flex>
        </Card>
      )}
      <Flex vertical gap={12}>
        {account.pending && <Pending account={account} pending={account.pending} />}
        <Facts account={account} />
        {account.allowed.includes('readPersonalData') && <PersonalDataCard accountId={account.id} />}
        <Held account={account} />
        <History account={account} />
      </Flex>
      {step && (
        <StepDialog
          key={step}
          account={account}
          name={step}
          onClose={() => setStep(undefined)}
          onDone={(answer) => {
            setTold(t('done', { step: t(`step.${step}`) }));
            if (answer.secret !== undefined) setSecret(answer as IssuedSecret);
          }}
        />
      )}
      {secret && <SecretDialog issued={secret} fullName={account.fullName} onClose={() => setSecret(undefined)} />}
    </Page>
  );
}

/** What waits for a decision, with what it gives too much and who has approved. */
function Pending({
  account,
  pending,
}: {
  readonly account: AccountCase;
  readonly pending: NonNullable<AccountCase['pending']>;
}) {
  const { t } = useTranslation('accounts');
  const { nameOf } = useUnits();
  const letter = account.requests.find(({ document }) => document?.number === pending.request);
  return (
    <Card size="small" title={t(`waits.${pending.kind}`)}>
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={[
          {
            key: 'by',
            label: t('requestedBy'),
            children: `${pending.requestedBy.displayName}, ${formatDateTime(pending.requestedAt)}`,
          },
          {
            key: 'letter',
            label: t('letter'),
            children: letter ? <Letter request={letter} /> : t('noLetter'),
          },
          {
            key: 'duties',
            label: t('dutiesAsked'),
            children: (
              <div>
                {pending.duties.map(({ duty, unitId }) => (
                  <div key={`${duty} ${unitId}`}>
                    {t(`duty.${duty}`)} – {nameOf(unitId)}
                  </div>
                ))}
              </div>
            ),
          },
          {
            key: 'approved',
            label: t('approvals'),
            children: `${t('approvalsOf', { given: pending.approvedBy.length, needed: pending.approvalsNeeded })}${
              pending.approvedBy.length > 0
                ? `: ${pending.approvedBy.map(({ displayName }) => displayName).join(', ')}`
                : ''
            }`,
          },
          ...(pending.checkedBy
            ? [{ key: 'checked', label: t('checkedBy'), children: pending.checkedBy.displayName }]
            : []),
        ]}
      />
      {pending.renewSecondFactor && (
        <Alert type="warning" showIcon style={{ marginTop: 8 }} title={t('renewSecondFactor.waits')} />
      )}
      {pending.surplus.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('surplus.title')}
          description={<SurplusList surplus={pending.surplus} />}
        />
      )}
    </Card>
  );
}

function Letter({ request }: { readonly request: AccountCase['requests'][number] }) {
  const { document, files } = request;
  return (
    <div>
      {document && `${document.number}, ${formatDay(document.date)}`}
      {files.map(({ id, fileName }) => (
        <div key={id}>
          <a href={`/api/v1/case-files/${id}`} target="_blank" rel="noreferrer">
            {fileName}
          </a>
        </div>
      ))}
    </div>
  );
}

function Facts({ account }: { readonly account: AccountCase }) {
  const { t } = useTranslation('accounts');
  const facts = [
    ['username', account.username],
    ['jobTitle', account.title],
    ['unit', account.unit.name],
    ['position.label', account.position && t(`position.${account.position}`)],
    [
      'project',
      account.project && (
        <Link key="project" to={`/projects/${account.project.id}`}>
          {account.project.code} · {account.project.name}
        </Link>
      ),
    ],
    ['email', account.email],
    [
      'status.label',
      <div key="status">
        {t(`status.${account.status}`)} <StatusDetail row={{ ...account, pending: account.pending?.kind ?? null }} />
      </div>,
    ],
    [
      'identity',
      t(account.identityCheckedAt ? 'identityChecked' : 'identityNotChecked', {
        at: account.identityCheckedAt && formatDateTime(account.identityCheckedAt),
      }),
    ],
    ['lastUsedAt', account.lastUsedAt ? formatDateTime(account.lastUsedAt) : t('never')],
  ] as const;
  return <FactCard title={t('facts')} facts={facts.map(([key, value]) => [t(key), value])} />;
}

/** A7.2c: what is held, since when, on whose request. */
function Held({ account }: { readonly account: AccountCase }) {
  const { t } = useTranslation('accounts');
  const { nameOf } = useUnits();
  type Row = AccountCase['duties'][number];
  const who = ({ requestedBy, request }: Row) =>
    [requestedBy?.displayName, request].filter(Boolean).join(', ') || t('fromBefore');
  return (
    <Card size="small" title={t('dutiesHeld')}>
      <WideTable<Row>
        label={t('dutiesHeld')}
        least={600}
        rowKey={({ duty, unitId }) => `${duty} ${unitId}`}
        dataSource={account.duties}
        locale={{ emptyText: t('noDuties') }}
        card={(row) => (
          <>
            <div>
              {t(`duty.${row.duty}`)} – {nameOf(row.unitId)}
            </div>
            <div>
              {row.since && formatDateTime(row.since)} · {who(row)}
            </div>
          </>
        )}
        columns={[
          { title: t('duty.label'), render: (_, row) => t(`duty.${row.duty}`) },
          { title: t('unit'), render: (_, row) => nameOf(row.unitId) },
          {
            title: t('sinceWhen'),
            width: 160,
            render: (_, row) => (row.since ? formatDateTime(row.since) : t('fromBefore')),
          },
          { title: t('onRequestOf'), render: (_, row) => who(row) },
        ]}
      />
    </Card>
  );
}

function History({ account }: { readonly account: AccountCase }) {
  const { t } = useTranslation('accounts');
  return (
    <Card size="small" title={t('history')}>
      <Timeline
        items={account.history.map((step) => {
          const request = account.requests.find(({ seq }) => seq === step.seq);
          const reasons = step.events.flatMap(({ reason }) =>
            reason ? [t(`lock.${reason}`, { defaultValue: reason })] : [],
          );
          return {
            key: step.seq,
            content: (
              <>
                <div>
                  <strong>{t(`step.${step.command}`, { defaultValue: step.command })}</strong> ·{' '}
                  {step.by.id === 'system' ? t('system') : step.by.displayName} · {formatDateTime(step.at)}
                </div>
                {reasons.length > 0 && <div>{reasons.join('; ')}</div>}
                {request?.reason && <div>{request.reason}</div>}
                {request?.note && <div>{request.note}</div>}
                {request?.document && <Letter request={request} />}
              </>
            ),
          };
        })}
      />
    </Card>
  );
}
