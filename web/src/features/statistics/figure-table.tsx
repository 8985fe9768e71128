import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import type { Statistics } from '../../../../contracts/statistics.schema';
import { COLOURS } from '../../app/theme';
import { WideTable } from '../../components/wide-table';
import { formatNumber } from '../../lib/format';
import './statistics.css';

type Figures = Statistics['total'];

interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly figures: Figures;
}

interface FigureTableProps {
  readonly title: string;
  readonly rows: readonly FigureRow[];
  readonly total: Figures;
}

/** The columns of the report; the first of each group is the sum of the others. */
const groups = {
  received: ['total', 'online', 'direct', 'carriedOver'],
  resolved: ['total', 'early', 'onTime', 'late'],
  inProgress: ['total', 'inTime', 'overdue'],
  paused: ['total', 'supplement', 'obligation', 'stopped'],
} as const;

const TOTAL = ' total';
const late = new Set(['late', 'overdue']);

/** One table of the report; its last line is the sum. */
export function FigureTable({ title, rows, total }: FigureTableProps) {
  const { t } = useTranslation('statistics');
  return (
    <WideTable<FigureRow>
      label={title}
      least={1090}
      className="sodo-figures"
      bordered
      dataSource={[...rows, { key: TOTAL, name: t('total'), figures: total }]}
      card={({ name, figures }) => (
        <>
          <strong>{name}</strong>
          {Object.entries(groups).map(([group, [, ...parts]]) => (
            <div key={group} className="sodo-figures-line">
              <span>
                {t(`group.${group}`)} <Count figures={figures} group={group} cell="total" />
              </span>
              <small>
                {parts.map((cell, index) => (
                  <span key={cell}>
                    {index > 0 && ' · '}
                    {t(`cell.${group}.${cell}`)} <Count figures={figures} group={group} cell={cell} />
                  </span>
                ))}
              </small>
            </div>
          ))}
        </>
      )}
      rowClassName={({ key }) => (key === TOTAL ? 'sodo-figures-total' : '')}
      columns={[
        { title, dataIndex: 'name', width: 190, className: 'sodo-figures-name' },
        ...Object.entries(groups).map(([group, cells]): ColumnsType<FigureRow>[number] => ({
          title: t(`group.${group}`),
          children: cells.map((cell) => ({
            title: t(`cell.${group}.${cell}`),
            key: `${group}.${cell}`,
            align: 'right',
            width: 60,
            render: (_: unknown, { figures }: FigureRow) => <Count figures={figures} group={group} cell={cell} />,
          })),
        })),
      ]}
    />
  );
}

interface CountProps {
  readonly figures: Figures;
  readonly group: string;
  readonly cell: string;
}

function Count({ figures, group, cell }: CountProps) {
  const count = (figures[group as keyof Figures] as Readonly<Record<string, number>>)[cell] ?? 0;
  const colour = late.has(cell) && count > 0 ? COLOURS.late : undefined;
  return <span style={{ color: colour, fontWeight: cell === 'total' ? 600 : undefined }}>{formatNumber(count)}</span>;
}
