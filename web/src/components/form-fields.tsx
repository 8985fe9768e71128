import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CaseFileField } from './case-file-field';
import { DayPicker } from './day-picker';
import { MomentPicker } from './moment-picker';
import { today } from '../lib/server-clock';
import { isWholeMoment } from '../lib/typed-moment';
import { useUnits } from '../lib/use-units';

interface Named {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}

export function TextArea({ name, label, required, max = 4000 }: Named & { readonly max?: number }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required, whitespace: true, message: t('form.needed') }, { max }]}>
      <Input.TextArea rows={3} maxLength={max} />
    </Form.Item>
  );
}

export function Moment({ name, label, required }: Named) {
  const { t } = useTranslation();
  const judge = (_: unknown, value: string | undefined) => (value === undefined ? !required : isWholeMoment(value));
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      rules={[
        {
          validator: (rule, value) =>
            judge(rule, value as string | undefined)
              ? Promise.resolve()
              : Promise.reject(new Error(t('form.momentNeeded'))),
        },
      ]}
    >
      <MomentPicker />
    </Form.Item>
  );
}

export function Choice({
  name,
  label,
  options,
}: Named & { readonly options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.needed') }]}>
      <Radio.Group vertical options={[...options]} />
    </Form.Item>
  );
}

export function Choices({
  name,
  label,
  options,
}: Named & { readonly options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.needed') }]}>
      <Boxes label={label} options={options} />
    </Form.Item>
  );
}

interface BoxesProps {
  readonly label: string;
  readonly options: readonly { value: string; label: string }[];
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
}

/** A group takes no `aria-required` (ARIA 1.2): the star and the message say it. */
function Boxes({ label, options, value, onChange }: BoxesProps) {
  return (
    <Checkbox.Group
      role="group"
      aria-label={label}
      options={[...options]}
      value={value}
      onChange={onChange}
      style={{ display: 'flex', flexDirection: 'column', gap: 6 }}
    />
  );
}

export function Yes({ name, label }: Named) {
  return (
    <Form.Item name={name} valuePropName="checked">
      <Checkbox>{label}</Checkbox>
    </Form.Item>
  );
}

/** Units, found by typing a part of their names. */
export function Units({ name, label, required }: Named) {
  const { t } = useTranslation();
  const { units } = useUnits();
  return (
    <Form.Item name={name} label={label} rules={[{ required, message: t('form.needed') }]}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </Form.Item>
  );
}

/** One unit of those offered, found by typing a part of its name. */
export function UnitChoice({
  name,
  label,
  units,
}: Named & { readonly units: readonly { readonly id: string; readonly name: string }[] }) {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t('form.needed') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
      />
    </Form.Item>
  );
}

/** Number, day and scan of a paper. */
export function Paper() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="number"
        label={t('form.paper.number')}
        rules={[{ required: true, whitespace: true, message: t('form.needed') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="date" label={t('form.paper.date')} rules={[{ required: true, message: t('form.needed') }]}>
        <DayPicker last={today()} />
      </Form.Item>
      <Form.Item name="files" label={t('form.paper.files')} rules={[{ required: true, message: t('form.needed') }]}>
        <CaseFileField />
      </Form.Item>
    </>
  );
}

/** Follow-ups, one a line: what a person writes down fastest. */
export function Lines({ name, label }: Named) {
  return (
    <Form.Item name={name} label={label}>
      <Input.TextArea rows={3} />
    </Form.Item>
  );
}
