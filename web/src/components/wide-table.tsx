import { Table, type TableProps } from 'antd';
import { useEffect, useRef, useState, type CSSProperties } from 'react';

interface WideTableProps<Row extends object> extends Omit<TableProps<Row>, 'scroll' | 'pagination' | 'size'> {
  /** What the table holds: names the region that can be scrolled. */
  readonly label: string;
  /** Below this width, in pixels, the table is scrolled instead of squeezed. */
  readonly least?: number;
  readonly space?: CSSProperties['marginBottom'];
}

/**
 * A table that scrolls sideways within itself where the screen is too narrow, never the page. While it does, it can be reached by
 * the keyboard. (The table's own scrolling repeats its heading, hidden but with what can be focused in it.)
 */
export function WideTable<Row extends object>({ label, least = 640, space = 0, ...table }: WideTableProps<Row>) {
  const place = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = place.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setScrolls(box.scrollWidth > box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={place}
      style={{ overflowX: 'auto', marginBottom: space }}
      {...(scrolls && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div style={{ minWidth: least }}>
        <Table<Row> size="small" pagination={false} {...table} />
      </div>
    </div>
  );
}
