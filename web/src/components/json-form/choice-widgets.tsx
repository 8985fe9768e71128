import { ariaDescribedByIds, type WidgetProps } from '@rjsf/utils';
import { Checkbox, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format';
import { DayPicker } from '../day-picker';
import { PlainValue } from './plain-value';
import { isTick } from './prepare-schema';

function statusOf(rawErrors: readonly string[] | undefined): 'error' | undefined {
  return rawErrors && rawErrors.length > 0 ? 'error' : undefined;
}

export function DateWidget({
  id,
  value,
  readonly,
  disabled,
  rawErrors,
  required,
  onChange,
  onBlur,
  options,
}: WidgetProps) {
  const day = value as string | undefined;
  if (readonly) return <PlainValue id={id} text={day ? formatDay(day) : ''} />;
  return (
    <DayPicker
      id={id}
      value={day}
      disabled={disabled}
      status={statusOf(rawErrors)}
      style={{ width: '100%' }}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next) => onChange(next ?? options.emptyValue)}
      onBlur={() => onBlur(id, day)}
    />
  );
}

export function SelectWidget({
  id,
  value,
  readonly,
  disabled,
  rawErrors,
  required,
  multiple,
  options,
  onChange,
  onBlur,
}: WidgetProps) {
  const { t } = useTranslation('json-form');
  const choices = (options.enumOptions ?? []).map(({ label, value: of }) => ({ label, value: of as string }));
  if (readonly) return <PlainValue id={id} text={choices.find((choice) => choice.value === value)?.label ?? ''} />;
  return (
    <Select<string | string[]>
      id={id}
      value={value as string | undefined}
      mode={multiple ? 'multiple' : undefined}
      options={choices}
      disabled={disabled}
      status={statusOf(rawErrors)}
      placeholder={t('choose')}
      allowClear={!required}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={(next: unknown) => onChange(next ?? options.emptyValue)}
      onBlur={() => onBlur(id, value)}
    />
  );
}

export function RadioWidget({ id, value, label, readonly, disabled, options, onChange, onBlur }: WidgetProps) {
  const choices = options.enumOptions ?? [];
  if (readonly) return <PlainValue id={id} text={choices.find((choice) => choice.value === value)?.label ?? ''} />;
  return (
    <Radio.Group
      id={id}
      name={id}
      value={value as unknown}
      disabled={disabled}
      aria-label={label}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => {
        onChange(target.value);
        onBlur(id, target.value);
      }}
      options={choices.map((choice) => ({ label: choice.label, value: choice.value as string }))}
    />
  );
}

/** A tick where only yes is an answer, else yes or no side by side. */
export function BooleanWidget(props: WidgetProps) {
  const { id, label, schema, uiSchema, disabled, readonly, onChange, onBlur } = props;
  const value = props.value as unknown;
  if (readonly || !isTick(schema, uiSchema)) return <RadioWidget {...props} />;
  return (
    <Checkbox
      id={id}
      name={id}
      checked={value === true}
      disabled={disabled}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => {
        onChange(target.checked);
        onBlur(id, target.checked);
      }}
    >
      {label}
    </Checkbox>
  );
}
