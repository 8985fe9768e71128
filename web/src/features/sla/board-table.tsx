import { Button, Flex, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { WideTable } from '../../components/wide-table';
import { formatNumber } from '../../lib/format';
import type { Behind, BoardRow } from './board';

interface BoardTableProps {
  readonly title: string;
  readonly rows: readonly BoardRow[];
  readonly loading: boolean;
  readonly showsRunning: boolean;
  readonly onOpen: (behind: Behind) => void;
}

const columns = ['open', 'running', 'nearDue', 'overdue', 'decided'] as const;
const colours = { nearDue: COLOURS.near, overdue: COLOURS.late } as const;

/** One line for each unit, procedure or person; every number opens what it counts. */
export function BoardTable({ title, rows, loading, showsRunning, onOpen }: BoardTableProps) {
  const { t } = useTranslation('sla');
  const shown = columns.filter((column) => column !== 'running' || showsRunning);
  return (
    <WideTable<BoardRow>
      label={title}
      least={900}
      rowKey="key"
      loading={loading}
      dataSource={[...rows]}
      locale={{ emptyText: t('none') }}
      columns={[
        {
          title,
          dataIndex: 'name',
          render: (name: string, { behind }) => (
            <Button type="link" size="small" className="sodo-row-name" onClick={() => onOpen(behind)}>
              {name}
            </Button>
          ),
        },
        ...shown.map((column): ColumnsType<BoardRow>[number] => ({
          title: t(column),
          dataIndex: column,
          align: 'right',
          width: 110,
          sorter: (a, b) => a[column] - b[column],
          render: (count: number, { name, behind }) => (
            <Count
              count={count}
              label={`${name}: ${t(column)} ${count}`}
              colour={column in colours ? colours[column as keyof typeof colours] : undefined}
              onOpen={() => onOpen(column === 'open' ? behind : { ...behind, state: column })}
            />
          ),
        })),
        {
          title: t('paused'),
          dataIndex: 'paused',
          render: (_paused, row) => <Pauses row={row} onOpen={onOpen} />,
        },
      ]}
    />
  );
}

interface CountProps {
  readonly count: number;
  readonly label: string;
  readonly colour: string | undefined;
  readonly onOpen: () => void;
}

function Count({ count, label, colour, onOpen }: CountProps) {
  if (count === 0) return <span style={{ color: COLOURS.quiet, paddingInlineEnd: 7 }}>0</span>;
  return (
    <Button type="link" size="small" aria-label={label} style={{ color: colour, fontWeight: 600 }} onClick={onOpen}>
      {formatNumber(count)}
    </Button>
  );
}

function Pauses({ row, onOpen }: { readonly row: BoardRow; readonly onOpen: (behind: Behind) => void }) {
  const { t } = useTranslation();
  return (
    <Flex gap={4} wrap>
      {Object.entries(row.paused).map(([reason, count]) => {
        const words = reason === '' ? t('due.paused') : t(`pause.${reason}`, { defaultValue: reason });
        return (
          <Button
            key={reason}
            type="text"
            size="small"
            style={{ padding: 0 }}
            aria-label={`${row.name}: ${words} ${count}`}
            onClick={() => onOpen({ ...row.behind, state: 'paused', ...(reason === '' ? {} : { reason }) })}
          >
            <Tag
              variant="outlined"
              style={{ color: COLOURS.paused, borderColor: COLOURS.paused, background: '#fff', margin: 0 }}
            >
              {words}: {formatNumber(count)}
            </Tag>
          </Button>
        );
      })}
    </Flex>
  );
}
