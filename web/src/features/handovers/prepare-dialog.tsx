import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { projectListSchema } from '../../../../contracts/project.schema';
import { TextArea, UnitChoice } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { typedText } from '../../lib/form-values';
import { get } from '../../lib/api-client';
import { useCommand } from '../../lib/use-command';
import { mayDo, useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import { ItemList, sentItems, type ItemValues } from './item-list';

interface Values {
  readonly subject: string;
  readonly projectId?: string;
  readonly giverUnitId: string;
  readonly receiverUnitId: string;
  readonly items: readonly ItemValues[];
  readonly text?: string;
}

/** From whom to whom, and the list. Of a project the contractor is proposed as giver, the owner as receiver. */
export function PrepareDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('handovers');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { units } = useUnits();
  const [form] = Form.useForm<Values>();
  const command = useCommand<{ readonly id: string }>();
  const { data: projects } = useQuery({
    queryKey: ['projects', true, 'handover'],
    queryFn: () => get<z.infer<typeof projectListSchema>>('/contractor-projects', { query: { open: true } }),
    enabled: mayDo(me, 'project.read'),
  });
  const chooseProject = (id: string | undefined) => {
    const project = projects?.items.find((one) => one.id === id);
    if (!project) return;
    form.setFieldsValue({ giverUnitId: project.contractor.id, receiverUnitId: project.owner.id });
  };
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['handover', 'prepare']}
      title={t('prepare.title')}
      intro={t('prepare.intro')}
      okText={t('prepare.ok')}
      busy={command.isPending}
      error={command.error}
      initialValues={{ giverUnitId: me.roles[0]?.unitId, items: [{ kind: 'data' } as ItemValues] }}
      onClose={onClose}
      onSend={({ items, text, ...values }, clear) =>
        command.mutate(
          { path: '/handovers', body: { ...values, items: sentItems(items), text: typedText(text) } },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              void navigate(`/handovers/${data.id}`);
            },
          },
        )
      }
    >
      <Form.Item
        name="subject"
        label={t('subject')}
        rules={[{ required: true, whitespace: true, message: common('form.needed') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="projectId" label={t('project')}>
        <Select
          allowClear
          placeholder={t('noProject')}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={chooseProject}
          options={projects?.items.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
        />
      </Form.Item>
      <UnitChoice name="giverUnitId" label={t('giver')} units={units} />
      <UnitChoice name="receiverUnitId" label={t('receiver')} units={units} />
      <ItemList />
      <TextArea name="text" label={t('field.note')} />
    </KeptDialog>
  );
}
