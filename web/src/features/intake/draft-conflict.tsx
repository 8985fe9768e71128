import { Alert, Button, Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { titlesOf, type FieldPath, type JsonObject } from '../../components/json-form/schema-paths';
import { formatDateTime } from '../../lib/format';
import type { ComponentRule } from './component-checklist';
import { same, type DraftState } from './draft-saver';

interface DraftConflictProps {
  readonly state: DraftState;
  readonly schema: JsonObject;
  readonly rules: readonly ComponentRule[];
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

interface Difference {
  readonly path: FieldPath;
  readonly mine: string;
  readonly theirs: string;
}

/** Two people (or two windows) have typed into one draft: both are shown, and a person chooses. */
export function DraftConflict({ state, schema, rules, onMine, onTheirs }: DraftConflictProps) {
  const { t } = useTranslation('intake');
  const { theirs, content } = state;
  if (!theirs) return null;
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.name ?? id;
  const rows = [
    ...differences(content.form, theirs.form).map(({ path, ...values }) => {
      return { key: titlesOf(schema, path).join(' › '), ...values };
    }),
    ...differences(content.components, theirs.components).map(({ path, ...values }) => {
      return { key: nameOf(String(path[0])), ...values };
    }),
  ];
  return (
    <Alert
      type="warning"
      role="alert"
      style={{ marginBottom: 12 }}
      title={t('conflict.title', { time: formatDateTime(theirs.updatedAt) })}
      description={
        <>
          <Table<(typeof rows)[number]>
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

/** Leaves that differ. */
function differences(mine: unknown, theirs: unknown, path: FieldPath = []): readonly Difference[] {
  if (same(mine, theirs)) return [];
  if (!isObject(mine) || !isObject(theirs)) return [{ path, mine: shown(mine), theirs: shown(theirs) }];
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return names.flatMap((name) => differences(mine[name], theirs[name], [...path, name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
