import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { WideTable } from '../../components/wide-table';
import { formatNumber } from '../../lib/format';
import { dayLabel } from './day-label';

interface LoadRow {
  readonly key: string;
  readonly name: string;
  readonly overdue: number;
  readonly perDay: readonly number[];
  readonly later: number;
  readonly paused: number;
}

interface LoadTableProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly rows: readonly LoadRow[];
}

/** Deadlines by day; the fuller a day, the darker its cell, and the number says it too. */
export function LoadTable({ title, days, rows }: LoadTableProps) {
  const { t } = useTranslation('workload');
  const most = Math.max(1, ...rows.flatMap(({ perDay }) => perDay));
  return (
    <WideTable<LoadRow>
      label={title}
      least={1080}
      space={16}
      dataSource={[...rows]}
      locale={{ emptyText: t('none') }}
      card={({ name, overdue, perDay, later, paused }) => (
        <>
          <strong>{name}</strong>
          <div className="sodo-card-line">
            <span>
              {t('overdue')} <Figure count={overdue} colour={COLOURS.late} />
            </span>
            {days.map((day, index) => {
              const count = perDay[index] ?? 0;
              if (count === 0) return null;
              return (
                <span key={day} style={{ background: shade(count / most), padding: '0 4px' }}>
                  {dayLabel(day, t)} <Figure count={count} />
                </span>
              );
            })}
            <span>
              {t('later')} <Figure count={later} />
            </span>
            <span>
              {t('paused')} <Figure count={paused} colour={COLOURS.paused} />
            </span>
          </div>
        </>
      )}
      columns={[
        { title, dataIndex: 'name', width: 240 },
        {
          title: t('overdue'),
          dataIndex: 'overdue',
          align: 'right',
          render: (count: number) => <Figure count={count} colour={COLOURS.late} />,
        },
        ...days.map((day, index): ColumnsType<LoadRow>[number] => ({
          title: dayLabel(day, t),
          key: day,
          align: 'right',
          onCell: ({ perDay }) => ({ style: { background: shade((perDay[index] ?? 0) / most) } }),
          render: (_, { perDay }) => <Figure count={perDay[index] ?? 0} />,
        })),
        { title: t('later'), dataIndex: 'later', align: 'right', render: (count: number) => <Figure count={count} /> },
        {
          title: t('paused'),
          dataIndex: 'paused',
          align: 'right',
          render: (count: number) => <Figure count={count} colour={COLOURS.paused} />,
        },
      ]}
    />
  );
}

function Figure({ count, colour }: { readonly count: number; readonly colour?: string }) {
  if (count === 0) return <span style={{ color: COLOURS.quiet }}>0</span>;
  return <strong style={{ color: colour }}>{formatNumber(count)}</strong>;
}

/** From white to a light orange that black text stands on well. */
function shade(share: number): string | undefined {
  return share === 0 ? undefined : `rgb(255 ${Math.round(245 - 40 * share)} ${Math.round(225 - 85 * share)})`;
}
