import { Card, Descriptions, Form, Radio, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page';
import { usePreferences } from '../../lib/use-preferences';
import { mayDo, useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import { DelegationCard } from './delegation-card';

/** Who I am here, what I set for myself, and the keys that save my hands. */
export function ProfilePage() {
  const { t } = useTranslation('profile');
  const { t: common } = useTranslation();
  const me = useMe();
  const { nameOf } = useUnits();
  const { preferences, ready, change } = usePreferences();
  return (
    <Page title={t('title')}>
      <Card title={me.displayName} style={{ marginBottom: 16 }}>
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'username', label: t('username'), children: me.username },
            { key: 'title', label: t('office'), children: me.title },
            { key: 'unit', label: t('unit'), children: me.unit.name },
            {
              key: 'roles',
              label: t('roles'),
              children: me.roles.map(({ role, unitId }) => `${common(`role.${role}`)} (${nameOf(unitId)})`).join('; '),
            },
          ]}
        />
      </Card>
      {mayDo(me, 'delegation.write') && <DelegationCard />}
      <Card title={t('preferences')} style={{ marginBottom: 16 }}>
        <Form layout="vertical">
          <Form.Item label={t('language')}>
            <Radio.Group
              disabled={!ready}
              value={preferences.language}
              onChange={({ target }) => change({ language: target.value as 'vi' | 'en' })}
              options={[
                { value: 'vi', label: 'Tiếng Việt' },
                { value: 'en', label: 'English' },
              ]}
            />
          </Form.Item>
          <Form.Item label={t('density')} style={{ marginBottom: 0 }}>
            <Radio.Group
              disabled={!ready}
              value={preferences.density}
              onChange={({ target }) => change({ density: target.value as 'comfortable' | 'compact' })}
              options={[
                { value: 'comfortable', label: t('comfortable') },
                { value: 'compact', label: t('compact') },
              ]}
            />
          </Form.Item>
        </Form>
      </Card>
      <Card title={t('keys')}>
        <Table
          size="small"
          pagination={false}
          rowKey="keys"
          columns={[
            {
              title: t('key'),
              dataIndex: 'keys',
              width: 160,
              render: (keys: string) => <Typography.Text keyboard>{keys}</Typography.Text>,
            },
            { title: t('does'), dataIndex: 'does' },
          ]}
          dataSource={[
            { keys: 'Alt + 1 … 9', does: t('shortcut.menu') },
            { keys: '/', does: t('shortcut.search') },
            { keys: 'N', does: t('shortcut.next') },
            { keys: 'Ctrl + Enter', does: t('shortcut.complete') },
          ]}
        />
      </Card>
    </Page>
  );
}
