import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { DoneNote } from '../../components/done-note';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { UnitPicker } from '../../components/unit-picker';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate, formatDateTime } from '../../lib/format';
import { useDebounced } from '../../lib/use-debounced';
import { mayDo, useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import { AccountStatus, StatusDetail } from './account-marks';
import { EndSessionsDialog } from './end-sessions-dialog';
import { ReportDialog } from './report-dialog';
import { ACCOUNT_STATUSES, useDutyCatalogue, type AccountList, type AccountRow } from './accounts';

const READ_ANEW_MS = 15_000;

/** The register of accounts: who has what, since when (A7.2c); what waits for me first where I decide. */
export function AccountsPage() {
  const { t } = useTranslation('accounts');
  const me = useMe();
  const navigate = useNavigate();
  const { units } = useUnits();
  const catalogue = useDutyCatalogue();
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useState(search.get('words') ?? '');
  const settled = useDebounced(words.trim(), 300);
  const change = (name: string, value: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const query = {
    unit: search.get('unit') ?? undefined,
    status: search.get('status') ?? undefined,
    duty: search.get('duty') ?? undefined,
    waiting: search.get('waiting') ?? undefined,
    words: settled === '' ? undefined : settled,
  };
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['accounts', query],
    queryFn: ({ pageParam }) => get<AccountList>('/accounts', { query: { ...query, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: READ_ANEW_MS,
  });
  const [reports, setReports] = useState(false);
  const [ends, setEnds] = useState(false);
  const [told, setTold] = useState<string>();
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button onClick={() => setReports(true)}>{t('report.open')}</Button>
          <Button onClick={() => void navigate('/accounts/review')}>{t('review.title')}</Button>
          <Button onClick={() => void navigate('/accounts/duties')}>{t('duties.title')}</Button>
          {mayDo(me, 'account.decide') && (
            <Button danger onClick={() => setEnds(true)}>
              {t('everybody.end')}
            </Button>
          )}
          {mayDo(me, 'account.request') && (
            <Button type="primary" onClick={() => void navigate('/accounts/new')}>
              {t('new.open')}
            </Button>
          )}
        </>
      }
    >
      <DoneNote text={told} onClose={() => setTold(undefined)} />
      {ends && (
        <EndSessionsDialog onClose={() => setEnds(false)} onDone={(count) => setTold(t('everybody.done', { count }))} />
      )}
      <Flex gap={8} wrap style={{ marginBottom: 12 }} align="center">
        <Input
          allowClear
          aria-label={t('words')}
          placeholder={t('words')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          // The address keeps what was searched for: a way back leads to the same list.
          onBlur={() => change('words', words.trim())}
          onPressEnter={() => change('words', words.trim())}
          style={{ width: 260, maxWidth: '100%' }}
        />
        <UnitPicker
          value={query.unit}
          onChange={(unit) => change('unit', unit)}
          kinds={[...new Set(units.map(({ kind }) => kind))]}
        />
        <Select
          aria-label={t('status.label')}
          allowClear
          placeholder={t('status.any')}
          value={query.status}
          onChange={(value: string | undefined) => change('status', value)}
          style={{ width: 200, maxWidth: '100%' }}
          options={ACCOUNT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        <Select
          aria-label={t('duty.label')}
          allowClear
          placeholder={t('duty.any')}
          value={query.duty}
          onChange={(value: string | undefined) => change('duty', value)}
          style={{ width: 230, maxWidth: '100%' }}
          options={catalogue?.duties.map(({ id }) => ({ value: id, label: t(`duty.${id}`) }))}
        />
        {mayDo(me, 'account.decide') && (
          <Flex gap={6} align="center">
            <Switch
              id="accounts-waiting"
              checked={query.waiting === 'me'}
              onChange={(on) => change('waiting', on ? 'me' : undefined)}
            />
            <label htmlFor="accounts-waiting">{t('waitingForMe')}</label>
          </Flex>
        )}
      </Flex>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<AccountRow>
        label={t('title')}
        least={1020}
        rowKey="id"
        loading={isPending}
        dataSource={rows}
        locale={{ emptyText: t('none') }}
        card={(row) => (
          <>
            <div>
              <Name row={row} /> · {row.unit.name}
            </div>
            <div>
              <AccountStatus status={row.status} /> <StatusDetail row={row} />
            </div>
            <Duties row={row} />
          </>
        )}
        columns={[
          { title: t('person'), render: (_, row) => <Name row={row} /> },
          { title: t('unit'), render: (_, row) => row.unit.name },
          { title: t('dutiesHeld'), render: (_, row) => <Duties row={row} /> },
          {
            title: t('status.label'),
            width: 250,
            render: (_, row) => (
              <>
                <AccountStatus status={row.status} />
                <StatusDetail row={row} />
              </>
            ),
          },
          {
            title: t('lastUsedAt'),
            width: 150,
            render: (_, row) => (row.lastUsedAt ? formatDateTime(row.lastUsedAt) : t('never')),
          },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      {reports && <ReportDialog unit={query.unit} onClose={() => setReports(false)} />}
    </Page>
  );
}

function Name({ row }: { readonly row: AccountRow }) {
  return (
    <>
      <Link to={`/accounts/${row.id}`}>{row.fullName}</Link>
      <div style={{ color: '#595f69' }}>{[row.username, row.title].filter(Boolean).join(' · ')}</div>
    </>
  );
}

function Duties({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation('accounts');
  const { nameOf } = useUnits();
  return (
    <>
      {row.duties.map(({ duty, unitId, since }) => (
        <div key={`${duty} ${unitId}`}>
          {t(`duty.${duty}`)}
          {unitId !== row.unit.id && ` – ${nameOf(unitId)}`}
          {since && <span style={{ color: '#595f69' }}> ({t('since', { day: formatDate(since) })})</span>}
        </div>
      ))}
    </>
  );
}
