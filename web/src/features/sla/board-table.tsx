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

type Column = (typeof columns)[number];
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
      card={(row) => <BoardCard row={row} shown={shown} onOpen={onOpen} />}
      columns={[
        {
          title,
          dataIndex: 'name',
          render: (_name, row) => <Name row={row} onOpen={onOpen} />,
        },
        ...shown.map((column): ColumnsType<BoardRow>[number] => ({
          title: t(column),
          dataIndex: column,
          align: 'right',
          width: 110,
          sorter: (a, b) => a[column] - b[column],
          render: (_count, row) => <Count row={row} column={column} onOpen={onOpen} />,
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

interface RowProps {
  readonly row: BoardRow;
  readonly onOpen: (behind: Behind) => void;
}

/** A line as it reads on a phone: what is late first, nothing to the side. */
function BoardCard({ row, shown, onOpen }: RowProps & { readonly shown: readonly Column[] }) {
  const { t } = useTranslation('sla');
  return (
    <>
      <Name row={row} onOpen={onOpen} />
      <div className="sodo-board-figures">
        {urgentFirst(shown).map((column) => (
          <span key={column}>
            {t(column)} <Count row={row} column={column} onOpen={onOpen} />
          </span>
        ))}
      </div>
      <Pauses row={row} onOpen={onOpen} />
    </>
  );
}

function urgentFirst(shown: readonly Column[]): readonly Column[] {
  const urgent: readonly Column[] = ['overdue', 'nearDue'];
  return [...urgent, ...shown.filter((column) => !urgent.includes(column))];
}

function Name({ row: { name, behind }, onOpen }: RowProps) {
  return (
    <Button type="link" size="small" className="sodo-row-name" onClick={() => onOpen(behind)}>
      {name}
    </Button>
  );
}

function Count({ row, column, onOpen }: RowProps & { readonly column: Column }) {
  const { t } = useTranslation('sla');
  const { [column]: count, name, behind } = row;
  if (count === 0) return <span style={{ color: COLOURS.quiet, paddingInlineEnd: 7 }}>0</span>;
  return (
    <Button
      type="link"
      size="small"
      aria-label={`${name}: ${t(column)} ${count}`}
      style={{ color: column in colours ? colours[column as keyof typeof colours] : undefined, fontWeight: 600 }}
      onClick={() => onOpen(column === 'open' ? behind : { ...behind, state: column })}
    >
      {formatNumber(count)}
    </Button>
  );
}

function Pauses({ row, onOpen }: RowProps) {
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
