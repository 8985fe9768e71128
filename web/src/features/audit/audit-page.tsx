import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { LoadMore } from '../../components/load-more';
import { Page } from '../../components/page';
import { describeProblem, ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatClock, formatDate, formatNumber } from '../../lib/format';
import { saveFile } from '../../lib/save-file';
import { FILTER_KEYS, type AuditEntryOf, type AuditFilters, type AuditPageOf } from './audit-entry';
import { AuditFilterBar } from './audit-filters';
import { AuditState } from './audit-state';
import { Action, Actor, Subject } from './entry-cells';
import { EntryDrawer } from './entry-drawer';
import './audit.css';

/** Who did what, when, from where: the log of my units, of all for administrators. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const [filters, setFilters] = useFilters();
  const [shown, setShown] = useState<AuditEntryOf>();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam }) => get<AuditPageOf>('/audit', { query: { ...filters, limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const open = (entry: AuditEntryOf) => (
    <Button
      type="link"
      size="small"
      style={{ padding: 0, height: 'auto' }}
      aria-label={t('open', {
        what: t(`action.${entry.action}`, { defaultValue: entry.action }),
        at: moment(entry.at),
      })}
      onClick={() => setShown(entry)}
    >
      {moment(entry.at)}
    </Button>
  );
  return (
    <Page title={t('title')} actions={<Exports filters={filters} />}>
      <AuditState />
      <AuditFilterBar key={JSON.stringify(filters)} filters={filters} onChange={setFilters} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<AuditEntryOf>
        label={t('title')}
        least={980}
        rowKey="id"
        loading={isPending}
        dataSource={data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: t('none') }}
        card={(entry) => (
          <>
            <div className="sodo-card-line">
              {open(entry)} <Actor of={entry} />
            </div>
            <div>
              <strong>
                <Action of={entry} />
              </strong>
            </div>
            <Subject of={entry} />
          </>
        )}
        columns={[
          { title: t('at'), width: 170, render: (_, entry) => open(entry) },
          { title: t('who'), render: (_, entry) => <Actor of={entry} /> },
          { title: t('what'), render: (_, entry) => <Action of={entry} /> },
          { title: t('subject'), render: (_, entry) => <Subject of={entry} /> },
          { title: t('unit'), render: (_, { unit }) => unit?.name },
          { title: t('address'), dataIndex: 'address', width: 130 },
          {
            title: t('number'),
            align: 'right',
            width: 110,
            render: (_, { seal }) => (seal ? formatNumber(seal.number) : t('notSealed')),
          },
        ]}
      />
      <LoadMore hasMore={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      <EntryDrawer entry={shown} onClose={() => setShown(undefined)} />
    </Page>
  );
}

function Exports({ filters }: { readonly filters: AuditFilters }) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<string>();
  const take = async (format: 'xlsx' | 'csv') => {
    setBusy(format);
    try {
      await saveFile('/audit/export', { ...filters, format });
    } catch (error) {
      void message.error(describeProblem(error, common).title);
    } finally {
      setBusy(undefined);
    }
  };
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button key={format} loading={busy === format} onClick={() => void take(format)}>
      {t(format)}
    </Button>
  ));
}

function useFilters(): readonly [AuditFilters, (filters: AuditFilters) => void] {
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(
    FILTER_KEYS.flatMap((key) => {
      const value = search.get(key);
      return value === null ? [] : [[key, value]];
    }),
  ) as AuditFilters;
  const change = (next: AuditFilters) =>
    setSearch(
      FILTER_KEYS.flatMap((key) => {
        const value = next[key];
        return value === undefined ? [] : [[key, value] as [string, string]];
      }),
    );
  return [filters, change];
}

function moment(at: string): string {
  return `${formatDate(at)} ${formatClock(at)}`;
}
