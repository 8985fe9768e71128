import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../lib/format';
import { DayPicker } from '../../../components/day-picker';
import { today } from '../../../lib/server-clock';
import { ActionDialog, type DialogProps } from './action-dialog';
import { textOrNothing } from './plain-values';
import { TextField } from './text-field';

const KINDS = ['PAID', 'DEBT_RECORDED', 'EXEMPTED'] as const;

interface Values {
  readonly notice: string;
  readonly kind: (typeof KINDS)[number];
  readonly receipt: string;
  readonly paidOn?: string;
  readonly note?: string;
}

/** A receipt, an exemption or a recorded debt the citizen shows at the counter. */
export function PaymentDialog(props: DialogProps) {
  const { t } = useTranslation('dossier');
  const open = props.dossier.tax.notices.filter(({ settledKind }) => settledKind === null);
  return (
    <ActionDialog<Values>
      {...props}
      title={t('action.recordPayment')}
      intro={t('payment.intro')}
      okText={t('payment.ok')}
      path="payments"
      told={t('done.paid')}
      initialValues={{ kind: 'PAID', notice: open[0]?.number }}
      bodyOf={({ notice, kind, receipt, paidOn, note }) => {
        return { notice, kind, receipt, paidOn, note: textOrNothing(note) };
      }}
    >
      {open.length > 0 ? (
        <Form.Item name="notice" label={t('payment.notice')} rules={[{ required: true, message: t('dialog.needed') }]}>
          <Select
            options={open.map(({ number, item, amount }) => ({
              value: number,
              label: `${number} · ${t(`tax.item.${item}`, { defaultValue: item })} · ${formatMoney(amount)}`,
            }))}
          />
        </Form.Item>
      ) : (
        <TextField name="notice" label={t('payment.notice')} required max={80} />
      )}
      <Form.Item name="kind" label={t('payment.kind')}>
        <Radio.Group options={KINDS.map((kind) => ({ value: kind, label: t(`settled.${kind}`) }))} />
      </Form.Item>
      <TextField name="receipt" label={t('payment.receipt')} required max={80} autoFocus />
      <Form.Item name="paidOn" label={t('payment.paidOn')}>
        <DayPicker last={today()} />
      </Form.Item>
      <TextField name="note" label={t('dialog.note')} max={500} />
    </ActionDialog>
  );
}
