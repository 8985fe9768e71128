import { Empty, Grid, Table, type TableColumnsType, type TableProps } from 'antd';
import type { TFunction } from 'i18next';
import { memo, useEffect, useMemo, useRef, useState, type ComponentRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { COLOURS } from '../../app/theme';
import { DueBadge } from '../../components/due-badge';
import { Mark } from '../../components/mark';
import { formatDate } from '../../lib/format';
import { useUnits } from '../../lib/use-units';
import { keyOf, type InboxTask, type View } from './use-inbox';
import './inbox.css';

interface InboxTableProps {
  readonly tasks: readonly InboxTask[];
  readonly view: View;
  readonly loading: boolean;
  readonly chosen: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
  readonly onOpen: (task: InboxTask) => void;
  /** The rows from one to the other are in sight. */
  readonly onSee: (first: number, last: number) => void;
  /** The end of what is loaded is near. */
  readonly onEnd: () => void;
  /** What stands there when nothing does. */
  readonly empty: string;
}

/** So far from the end the next page is asked for: it is there before a turning wheel is. */
const NEAR_END_PX = 3_000;

/**
 * The list itself: only rows in sight are drawn. Arrows move, Enter opens, space chooses. It is drawn anew only for other rows: with
 * ten thousand of them that is felt.
 */
export const InboxTable = memo(function InboxTable(props: InboxTableProps) {
  const { tasks, view, loading, chosen, onChoose, onOpen, onSee, onEnd, empty } = props;
  const { t } = useTranslation('inbox');
  const { md = true } = Grid.useBreakpoint();
  const table = useRef<ComponentRef<typeof Table>>(null);
  const [at, setAt] = useState(0);
  const height = useRoomBelow();
  const columns = useColumns(md, view);
  const selection = useMemo(() => selectionOf(chosen, onChoose, t), [chosen, onChoose, t]);
  const here = tasks[Math.min(at, tasks.length - 1)];
  const move = (to: number) => {
    const index = Math.max(0, Math.min(tasks.length - 1, to));
    const task = tasks[index];
    if (!task) return;
    setAt(index);
    table.current?.scrollTo({ key: keyOf(task) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A link or a box inside a row has keys of its own.
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof HTMLElement && /^(A|INPUT|BUTTON)$/.test(event.target.tagName)) return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      PageDown: () => move(at + 10),
      PageUp: () => move(at - 10),
      Home: () => move(0),
      Enter: () => onOpen(here),
      ' ': () => {
        const key = keyOf(here);
        onChoose(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
      },
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      role="group"
      tabIndex={0}
      aria-label={t('list')}
      aria-describedby="inbox-keys"
      onKeyDown={onKeyDown}
      className="inbox-list"
    >
      <Table<InboxTask>
        ref={table}
        virtual
        size="small"
        rowKey={keyOf}
        pagination={false}
        loading={loading && tasks.length === 0}
        columns={columns}
        dataSource={tasks}
        scroll={{ x: md ? 900 : 300, y: height }}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          // Rows are about equally high.
          const rowAt = (top: number) => Math.floor((top / scrollHeight) * tasks.length);
          onSee(rowAt(scrollTop), rowAt(scrollTop + clientHeight));
          if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) onEnd();
        }}
        rowSelection={selection}
        rowClassName={(task) => rowClass(task, here)}
        onRow={(task, index) => ({
          onClick: (event) => {
            setAt(index ?? 0);
            // Boxes and links do their own work.
            if (!(event.target as HTMLElement).closest('a, input, .ant-table-selection-column')) onOpen(task);
          },
        })}
        locale={{ emptyText: <Empty description={empty} /> }}
      />
      <p id="inbox-keys" className="inbox-keys">
        {t('keys')} <span aria-live="polite">{here ? t('at', { number: at + 1, code: here.dossierCode }) : ''}</span>
      </p>
    </div>
  );
});

function useColumns(wide: boolean, view: View): TableColumnsType<InboxTask> {
  const { t } = useTranslation('inbox');
  const { nameOf } = useUnits();
  const code = (task: InboxTask) => (
    <Link to={`/dossiers/${task.dossierId}`} state={{ task: task.instance }} className="sodo-code" tabIndex={-1}>
      {task.dossierCode}
    </Link>
  );
  const due = ({ dueState, dossierDueAt }: InboxTask) => <DueBadge state={dueState} dueAt={dossierDueAt} />;
  const marks = ({ unread, heldFor }: InboxTask) => (
    <>
      {unread && <Mark colour={COLOURS.primary}>{t('unread')}</Mark>}
      {heldFor && <Mark colour={COLOURS.near}>{t('heldFor', { person: heldFor })}</Mark>}
    </>
  );
  if (!wide) {
    return [
      {
        title: t('column.task'),
        key: 'task',
        render: (_value, task) => (
          <>
            {code(task)} {marks(task)}
            <div>
              <strong>{task.applicantName}</strong> · {task.name}
            </div>
            {due(task)}
          </>
        ),
      },
    ];
  }
  return [
    {
      title: t('column.code'),
      key: 'code',
      width: view === 'unit' ? 250 : 290,
      render: (_value, task) => (
        <>
          {code(task)} {marks(task)}
        </>
      ),
    },
    { title: t('column.applicant'), dataIndex: 'applicantName', ellipsis: true },
    { title: t('column.step'), dataIndex: 'name', ellipsis: true },
    { title: t('column.due'), key: 'due', width: 190, render: (_value, task) => due(task) },
    view === 'unit'
      ? {
          title: t('column.holder'),
          dataIndex: 'holder',
          width: 190,
          ellipsis: true,
          render: (holder: string | null) => holder ?? t('nobody'),
        }
      : { title: t('column.target'), dataIndex: 'targetAt', width: 130, render: day },
    ...(view === 'unit'
      ? [{ title: t('column.unit'), dataIndex: 'unitId', width: 200, ellipsis: true, render: nameOf }]
      : []),
  ];
}

function day(instant: string | null): string {
  return instant ? formatDate(instant) : '–';
}

function selectionOf(
  chosen: readonly string[],
  onChoose: (keys: readonly string[]) => void,
  t: TFunction,
): TableProps<InboxTask>['rowSelection'] {
  // One for each row, drawn or not: the words are put together once.
  const [before = '', after = ''] = t('choose', { code: '\n' }).split('\n');
  return {
    selectedRowKeys: [...chosen],
    columnWidth: 40,
    onChange: (keys) => onChoose(keys.map(String)),
    getCheckboxProps: ({ dossierCode }) => ({ 'aria-label': before + dossierCode + after }),
    getTitleCheckboxProps: () => ({ 'aria-label': t('chooseAll') }),
  };
}

function rowClass(task: InboxTask, here: InboxTask | undefined): string {
  return [task.unread ? 'inbox-unread' : '', task === here ? 'inbox-here' : ''].join(' ');
}

/** Room for rows so that the page itself does not scroll: a head, filters and the line of keys stay in sight. */
function useRoomBelow(): number {
  const [height, setHeight] = useState(() => roomBelow());
  useEffect(() => {
    const measure = () => setHeight(roomBelow());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return height;
}

const AROUND_PX = 350;

function roomBelow(): number {
  return Math.max(260, window.innerHeight - AROUND_PX);
}
