import { UploadOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Flex, Form, InputNumber, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '../../../components/problem-alert';
import { call } from '../../../lib/api-client';
import { formatDate } from '../../../lib/format';
import { useProcedure, type Procedure } from '../use-dossier';
import { ActionDialog, type DialogProps } from './action-dialog';
import { textOrNothing } from './plain-values';
import { TextField } from './text-field';

interface Values {
  readonly given?: Readonly<Record<string, { readonly brought?: boolean; readonly copies?: number } | undefined>>;
  readonly note?: string;
}

/** The citizen has brought what was asked for: tick it, scan it, and the clock goes on. */
export function SupplementDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  const { dossier } = props;
  const { data: procedure } = useProcedure(dossier.id);
  const asked = askedItems(dossier);
  // What was asked for comes first.
  const components = [...(procedure?.components ?? [])].sort(
    (a, b) => Number(asked.has(b.id)) - Number(asked.has(a.id)),
  );
  const initial = Object.fromEntries([...asked].map((id) => [id, { brought: true, copies: 1 }]));
  return (
    <ActionDialog<Values>
      {...props}
      title={t('action.receiveSupplement')}
      intro={t('supplement.intro', { date: dossier.supplement ? formatDate(dossier.supplement.windowEndsAt) : '' })}
      okText={t('supplement.ok')}
      width={720}
      path="supplements"
      told={t('done.supplementReceived')}
      initialValues={{ given: initial }}
      bodyOf={({ given = {}, note }) => ({
        components: Object.fromEntries(
          Object.entries(given).flatMap(([id, one]) => (one?.brought ? [[id, { copies: one.copies ?? 1 }]] : [])),
        ),
        note: textOrNothing(note),
      })}
    >
      <fieldset className="dossier-fieldset">
        <legend>{t('supplement.items')}</legend>
        {components.map((component) => (
          <Brought key={component.id} component={component} dossierId={dossier.id} />
        ))}
      </fieldset>
      <TextField name="note" label={t('dialog.note')} max={2000} rows={2} />
    </ActionDialog>
  );
}

function Brought({
  component: { id, name },
  dossierId,
}: {
  readonly component: Procedure['components'][number];
  readonly dossierId: string;
}) {
  const { t } = useTranslation('dossier');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [files, setFiles] = useState(0);
  const scans = files > 0 ? t('supplement.scanned', { count: files }) : t('supplement.addScan');
  const upload = async (file: File) => {
    const form = new FormData();
    form.set('componentId', id);
    form.set('file', file);
    try {
      await call('POST', `/dossiers/${dossierId}/files`, { form });
      setFiles((count) => count + 1);
    } catch (error) {
      const { title, code } = describeProblem(error, common);
      message.error(`${title} (${code})`, 8);
    }
  };
  return (
    <Flex gap={8} wrap align="center" className="dossier-choice">
      <Form.Item name={['given', id, 'brought']} valuePropName="checked" noStyle>
        <Checkbox style={{ flex: '1 1 280px' }}>{name}</Checkbox>
      </Form.Item>
      <Form.Item name={['given', id, 'copies']} noStyle>
        <InputNumber
          min={1}
          max={100}
          placeholder="1"
          aria-label={t('supplement.copies', { name })}
          style={{ width: 70 }}
        />
      </Form.Item>
      <Upload
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          void upload(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} aria-label={`${scans}: ${name}`}>
          {scans}
        </Button>
      </Upload>
    </Flex>
  );
}

/** Components of the last request. */
function askedItems({ timeline }: DialogProps['dossier']): ReadonlySet<string> {
  const request = [...timeline].reverse().find(({ submission }) => submission?.kind === 'requestSupplement');
  const items = (request?.submission?.payload.items ?? []) as readonly { readonly componentId?: string }[];
  return new Set(items.flatMap(({ componentId }) => componentId ?? []));
}
