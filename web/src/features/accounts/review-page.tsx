import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { AccountReview } from '../../../../contracts/account-review.schema';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { UnitPicker } from '../../components/unit-picker';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate, formatDateTime } from '../../lib/format';
import { useUnits } from '../../lib/use-units';

type Item = AccountReview['items'][number];

/** What nobody uses (A7.1d): the program proposes, a person decides on the account's own page. */
export function ReviewPage() {
  const { t } = useTranslation('accounts');
  const { units } = useUnits();
  const [search, setSearch] = useSearchParams();
  const unit = search.get('unit') ?? undefined;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['accounts', 'review', unit],
    queryFn: () => get<AccountReview>('/accounts/review', { query: { unit } }),
  });
  return (
    <Page title={t('review.title')}>
      {data && <p>{t('review.intro', { days: data.days })}</p>}
      <div style={{ marginBottom: 12 }}>
        <UnitPicker
          value={unit}
          onChange={(chosen) => setSearch(chosen === undefined ? {} : { unit: chosen }, { replace: true })}
          kinds={[...new Set(units.map(({ kind }) => kind))]}
        />
      </div>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <WideTable<Item>
        label={t('review.title')}
        least={860}
        rowKey="id"
        loading={isPending}
        dataSource={data?.items ?? []}
        locale={{ emptyText: t('review.none') }}
        card={(item) => (
          <>
            <div>
              <Person item={item} /> · {item.unit.name}
            </div>
            <Proposals item={item} />
          </>
        )}
        columns={[
          { title: t('person'), render: (_, item) => <Person item={item} /> },
          { title: t('unit'), render: (_, item) => item.unit.name },
          { title: t('review.proposal'), render: (_, item) => <Proposals item={item} /> },
          {
            title: t('lastUsedAt'),
            width: 150,
            render: (_, item) => (item.lastUsedAt ? formatDateTime(item.lastUsedAt) : t('never')),
          },
        ]}
      />
    </Page>
  );
}

function Person({ item }: { readonly item: Item }) {
  const { t } = useTranslation('accounts');
  const post = item.position === null ? item.title : t(`position.${item.position}`);
  return (
    <>
      <Link to={`/accounts/${item.id}`}>{item.fullName}</Link>
      <div style={{ color: '#595f69' }}>{[item.username, post].filter(Boolean).join(' · ')}</div>
    </>
  );
}

function Proposals({ item }: { readonly item: Item }) {
  const { t } = useTranslation('accounts');
  return item.proposals.map((proposal) => {
    const day = proposal.since === null ? null : formatDate(proposal.since);
    if (proposal.kind === 'unused')
      return <div key="unused">{day === null ? t('review.neverUsed') : t('review.unusedSince', { day })}</div>;
    return (
      <div key={`${proposal.duty} ${proposal.unit.id}`}>
        {t('review.surplus', { duty: t(`duty.${proposal.duty}`), unit: proposal.unit.name })}
        {day !== null && <span style={{ color: '#595f69' }}> ({t('since', { day })})</span>}
      </div>
    );
  });
}
