import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Radio } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { KeptDialog } from '../../components/kept-dialog';
import { TextArea } from '../../components/form-fields';
import { typedText } from '../../lib/form-values';
import { call } from '../../lib/api-client';
import { closeSession } from '../../lib/session-store';

interface Values {
  readonly whose: 'mine' | 'other';
  readonly username?: string;
  readonly note?: string;
}

/** An account that leaked or is lost: locked at once (A7.3b). Anybody may report anybody's. */
export function LeakDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('accounts');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  // Not a command like others: after it there may be no session left to read anything anew with.
  const command = useMutation({
    mutationFn: ({ whose, username, note }: Values) => {
      const words = typedText(note);
      return whose === 'mine'
        ? call('POST', '/me/leak', { body: { note: words }, key: key.current })
        : call('POST', '/leak-reports', { body: { username, note: words }, key: key.current });
    },
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['account', 'leak']}
      title={t('leak.title')}
      intro={t('leak.intro')}
      okText={t('leak.ok')}
      danger
      busy={command.isPending}
      error={command.error}
      initialValues={{ whose: 'mine' }}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(values, {
          onSuccess: () => {
            clear();
            onClose();
            void message.success(t('leak.done'));
            if (values.whose !== 'mine') return void queries.invalidateQueries();
            queries.clear();
            closeSession();
            void navigate('/sign-in');
          },
        })
      }
    >
      <Form.Item name="whose" label={t('leak.whose')}>
        <Radio.Group
          vertical
          options={(['mine', 'other'] as const).map((value) => ({ value, label: t(`leak.${value}`) }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['whose']}>
        {({ getFieldValue }) =>
          getFieldValue('whose') === 'other' && (
            <Form.Item
              name="username"
              label={t('username')}
              rules={[{ required: true, whitespace: true, message: t('form.needed', { ns: 'common' }) }]}
            >
              <Input maxLength={100} autoCapitalize="off" spellCheck={false} />
            </Form.Item>
          )
        }
      </Form.Item>
      <TextArea name="note" label={t('note')} max={1000} />
    </KeptDialog>
  );
}
