import { Flex, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../../../components/day-picker';
import { today } from '../../../lib/server-clock';
import { ActionDialog, type DialogProps } from './action-dialog';
import { textOrNothing } from './plain-values';
import { TextField } from './text-field';

const CAUSES = ['COURT', 'ENFORCEMENT', 'DISPUTE', 'CITIZEN_REQUEST'] as const;

interface Values {
  readonly cause: (typeof CAUSES)[number];
  readonly reason: string;
  readonly document?: string;
  readonly issuedBy?: string;
  readonly issuedOn?: string;
  readonly guidance?: string;
}

/** Stop for good: on the written notice of an authority, or because the citizen asks for it. */
export function StopDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  return (
    <ActionDialog<Values>
      {...props}
      title={t('action.stop')}
      intro={t('stop.intro')}
      okText={t('stop.ok')}
      danger
      path="stop"
      told={t('done.stopped')}
      initialValues={{ cause: 'COURT' }}
      bodyOf={bodyOf}
    >
      <Form.Item name="cause" label={t('stop.causeLabel')} rules={[{ required: true }]}>
        <Radio.Group vertical options={CAUSES.map((cause) => ({ value: cause, label: t(`stop.cause.${cause}`) }))} />
      </Form.Item>
      <TextField name="reason" label={t('dialog.reason')} required max={2000} rows={2} />
      <Form.Item noStyle dependencies={['cause']}>
        {({ getFieldValue }) => <Basis required={getFieldValue('cause') !== 'CITIZEN_REQUEST'} />}
      </Form.Item>
      <TextField name="guidance" label={t('stop.guidance')} max={2000} rows={2} />
    </ActionDialog>
  );
}

/** The paper it rests on (NĐ 101/2024 Đ19.2). */
function Basis({ required }: { readonly required: boolean }) {
  const { t } = useTranslation('dossier');
  return (
    <>
      <TextField name="document" label={t('stop.document')} required={required} max={300} />
      <Flex gap={12} wrap>
        <div style={{ flex: '1 1 220px' }}>
          <TextField name="issuedBy" label={t('stop.issuedBy')} required={required} max={300} />
        </div>
        <Form.Item name="issuedOn" label={t('stop.issuedOn')}>
          <DayPicker last={today()} />
        </Form.Item>
      </Flex>
    </>
  );
}

function bodyOf({ cause, reason, document, issuedBy, issuedOn, guidance }: Values) {
  const [paper, office] = [textOrNothing(document), textOrNothing(issuedBy)];
  const basis = paper && office ? [{ document: paper, issuedBy: office, issuedOn }] : [];
  return { cause, reason, basis, guidance: textOrNothing(guidance) };
}
