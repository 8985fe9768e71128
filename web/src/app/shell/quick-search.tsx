import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { mayDo, useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';

/** One field for code, name, certificate or address; `/` jumps into it from anywhere. */
export function QuickSearch() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const may = mayDo(me, 'dossier.search');
  useShortcut('/', () => input.current?.focus({ cursor: 'all' }), may);
  if (!may) return null;
  return (
    <Input
      ref={input}
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('search.placeholder')}
      aria-label={t('search.label')}
      style={{ maxWidth: 460 }}
      onPressEnter={(event) => {
        const q = event.currentTarget.value.trim();
        void navigate(q === '' ? '/dossiers' : `/dossiers?q=${encodeURIComponent(q)}`);
      }}
    />
  );
}
