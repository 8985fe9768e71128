import { Grid, Table, type TableProps } from 'antd';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import './wide-table.css';

interface WideTableProps<Row extends object> extends Omit<TableProps<Row>, 'scroll' | 'pagination' | 'size'> {
  /** What the table holds: names the region that can be scrolled. */
  readonly label: string;
  /** Below this width, in pixels, the table is scrolled instead of squeezed. */
  readonly least?: number;
  readonly space?: CSSProperties['marginBottom'];
  /** How a row reads on a phone: the table is one column of these then. */
  readonly card?: (row: Row) => ReactNode;
}

/**
 * A table that scrolls sideways within itself where the screen is too narrow, never the page; its first column stays in sight. While
 * it does, it can be reached by the keyboard. (The table's own scrolling repeats its heading, hidden but with what can be focused in
 * it.) What is read on the way is given as cards instead.
 */
export function WideTable<Row extends object>(props: WideTableProps<Row>) {
  const { label, least = 640, space = 0, card, columns, className, ...table } = props;
  // Wider than a phone is narrow: a sheet of paper (718 px) is printed as a table.
  const { sm = true } = Grid.useBreakpoint();
  const place = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = place.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setScrolls(box.scrollWidth > box.clientWidth));
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, []);
  const asCards = card !== undefined && !sm;
  return (
    <div
      ref={place}
      className="sodo-wide"
      style={{ overflowX: 'auto', marginBottom: space }}
      {...(scrolls && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div style={{ minWidth: asCards ? undefined : least }}>
        <Table<Row>
          size="small"
          pagination={false}
          {...table}
          showHeader={!asCards || table.rowSelection !== undefined}
          className={asCards ? `sodo-cards ${className ?? ''}` : className}
          columns={asCards ? [{ title: label, key: 'card', render: (_value, row) => card(row) }] : columns}
        />
      </div>
    </div>
  );
}
