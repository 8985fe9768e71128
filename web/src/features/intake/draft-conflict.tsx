import { Alert, Button, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../lib/format';
import { same, type DraftState } from './draft-saver';

interface DraftConflictProps {
  readonly state: DraftState;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

interface Difference {
  readonly key: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Two people (or two windows) have typed into one draft: both are shown, and a person chooses. */
export function DraftConflict({ state, onMine, onTheirs }: DraftConflictProps) {
  const { t } = useTranslation('intake');
  const { theirs, content } = state;
  if (!theirs) return null;
  const rows = [...differences(content.form, theirs.form), ...differences(content.components, theirs.components)];
  return (
    <Alert
      type="warning"
      role="alert"
      style={{ marginBottom: 12 }}
      title={t('conflict.title', { time: formatDateTime(theirs.updatedAt) })}
      description={
        <>
          <Table<Difference>
            size="small"
            rowKey="key"
            pagination={false}
            dataSource={rows}
            scroll={{ x: 'max-content', y: 220 }}
            columns={[
              { title: t('conflict.field'), dataIndex: 'key' },
              { title: t('conflict.mine'), dataIndex: 'mine' },
              { title: t('conflict.theirs'), dataIndex: 'theirs' },
            ]}
          />
          <Flex gap={8} wrap style={{ marginTop: 8 }}>
            <Button type="primary" onClick={onMine}>
              {t('conflict.keepMine')}
            </Button>
            <Button onClick={onTheirs}>{t('conflict.takeTheirs')}</Button>
          </Flex>
        </>
      }
    />
  );
}

/** Leaves that differ, by their path. */
function differences(mine: unknown, theirs: unknown, at = ''): readonly Difference[] {
  if (same(mine, theirs)) return [];
  if (!isObject(mine) || !isObject(theirs)) return [{ key: at, mine: shown(mine), theirs: shown(theirs) }];
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.flatMap((name) => differences(mine[name], theirs[name], at === '' ? name : `${at}.${name}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
