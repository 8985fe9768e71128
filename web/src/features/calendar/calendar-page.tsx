import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { formatDay } from '../../lib/format';
import { today } from '../../lib/server-clock';
import { useCalendar } from '../../lib/use-calendar';
import { weekdayOf, type YearCalendar } from '../../lib/working-days';
import { MonthGrid } from './month-grid';
import './calendar.css';

type Override = YearCalendar['overrides'][number];

const LEGEND = ['working', 'worked', 'rest', 'holiday'] as const;

/** The published working calendar of a year: what deadlines are counted by. */
export function CalendarPage() {
  const { t } = useTranslation('calendar');
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('year'));
  const year = asked >= 2000 && asked <= 2100 ? asked : Number(today().slice(0, 4));
  const { data, error, refetch } = useCalendar(year);
  const open = (other: number) => setSearch({ year: String(other) }, { replace: true });
  return (
    <Page
      title={t('title', { year })}
      actions={
        <Flex gap={8}>
          <Button icon={<LeftOutlined />} aria-label={t('yearBefore')} onClick={() => open(year - 1)} />
          <Button icon={<RightOutlined />} aria-label={t('yearAfter')} onClick={() => open(year + 1)} />
        </Flex>
      }
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data ? (
        !error && <PageLoading />
      ) : (
        <>
          <p>
            {t('hours', { hours: hoursOf(data) })}
            {data.overrides.length === 0 && <strong> {t('noOverrides')}</strong>}
          </p>
          <ul className="sodo-legend">
            {LEGEND.map((kind) => (
              <li key={kind}>
                <span className={`sodo-day sodo-day-${kind}`} aria-hidden>
                  {kind !== 'working' && t(`sign.${kind}`)}
                </span>
                {t(`legend.${kind}`)}
              </li>
            ))}
          </ul>
          <div className="sodo-months">
            {Array.from({ length: 12 }, (_, index) => (
              <MonthGrid key={index} calendar={data} month={index + 1} />
            ))}
          </div>
          <Typography.Title level={2} style={{ fontSize: 18 }}>
            {t('overrides')}
          </Typography.Title>
          <WideTable<Override>
            label={t('overrides')}
            least={640}
            rowKey="date"
            dataSource={data.overrides}
            columns={[
              {
                title: t('day'),
                dataIndex: 'date',
                width: 190,
                render: (date: string) => `${t(`weekday.${weekdayOf(date)}`)}, ${formatDay(date)}`,
              },
              { title: t('kind'), dataIndex: 'kind', width: 120, render: (kind: string) => t(`kindOf.${kind}`) },
              { title: t('name'), dataIndex: 'name' },
              { title: t('source'), dataIndex: 'source' },
            ]}
          />
        </>
      )}
    </Page>
  );
}

/** `7:30–11:30, 13:30–17:30` of the first day of the week. */
function hoursOf({ weekly }: YearCalendar): string {
  const time = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return (weekly[0] ?? []).map(({ from, to }) => `${time(from)}–${time(to)}`).join(', ');
}
