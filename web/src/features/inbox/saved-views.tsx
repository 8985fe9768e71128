import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../lib/use-preferences';
import type { Filters, View } from './use-inbox';

interface SavedViewsProps {
  readonly view: View;
  readonly filters: Filters;
  readonly onOpen: (view: View, filters: Filters) => void;
}

const PAGE = 'inbox';

/** Filters under a name of one's own, the same at every desk. */
export function SavedViews({ view, filters, onOpen }: SavedViewsProps) {
  const { t } = useTranslation('inbox');
  const { preferences, change } = usePreferences();
  const saved = preferences.views.filter(({ page }) => page === PAGE);
  const [name, setName] = useState('');
  const [naming, setNaming] = useState(false);
  const save = () => {
    const trimmed = name.trim();
    if (trimmed === '') return;
    const filled = Object.fromEntries(Object.entries(filters).filter(([, value]) => Boolean(value)));
    const made = { id: crypto.randomUUID(), page: PAGE, name: trimmed, filters: { view, ...filled } };
    // The same name again replaces what stood under it.
    const others = preferences.views.filter((one) => one.page !== PAGE || one.name !== trimmed);
    change({ views: [...others, made] });
    setNaming(false);
    setName('');
  };
  return (
    <Flex gap={8} wrap>
      {saved.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: saved.map((one) => ({
              key: one.id,
              label: one.name,
              extra: (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('saved.delete', { name: one.name })}
                  onClick={(event) => {
                    event.stopPropagation();
                    change({ views: preferences.views.filter(({ id }) => id !== one.id) });
                  }}
                />
              ),
            })),
            onClick: ({ key }) => {
              const { view: savedView, ...rest } = saved.find(({ id }) => id === key)?.filters ?? {};
              onOpen((savedView ?? 'mine') as View, rest);
            },
          }}
        >
          <Button>{t('saved.label', { count: saved.length })}</Button>
        </Dropdown>
      )}
      <Popover
        trigger="click"
        open={naming}
        onOpenChange={setNaming}
        content={
          <Flex gap={8}>
            <Input
              autoFocus
              maxLength={80}
              aria-label={t('saved.name')}
              placeholder={t('saved.name')}
              value={name}
              onChange={({ target }) => setName(target.value)}
              onPressEnter={save}
            />
            <Button type="primary" onClick={save} disabled={name.trim() === ''}>
              {t('common:action.save')}
            </Button>
          </Flex>
        }
      >
        <Button icon={<StarOutlined />}>{t('saved.save')}</Button>
      </Popover>
    </Flex>
  );
}
