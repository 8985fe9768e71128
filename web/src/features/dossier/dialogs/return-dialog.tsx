import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TaskPage } from '../use-dossier';
import { ActionDialog, type DialogProps } from './action-dialog';
import { TextField } from './text-field';

interface Values {
  readonly to: string;
  readonly reason: string;
}

/** Send the work back to an earlier step, with a reason its people read. */
export function ReturnDialog({ page, ...props }: DialogProps & { readonly page: TaskPage }) {
  const { t } = useTranslation('dossier');
  const [latest] = page.returnTargets;
  return (
    <ActionDialog<Values>
      {...props}
      title={t('return.title')}
      intro={t('return.intro')}
      okText={t('return.ok')}
      path={`tasks/${page.instance}/return`}
      told={t('done.returned')}
      initialValues={{ to: latest?.element }}
      bodyOf={(values) => values}
    >
      <Form.Item name="to" label={t('return.to')} rules={[{ required: true, message: t('dialog.needed') }]}>
        <Radio.Group
          vertical
          options={page.returnTargets.map(({ element, name }) => ({ value: element, label: name }))}
        />
      </Form.Item>
      <TextField name="reason" label={t('dialog.reason')} required max={2000} rows={3} />
    </ActionDialog>
  );
}
