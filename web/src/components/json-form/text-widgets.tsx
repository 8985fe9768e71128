import { ariaDescribedByIds, type BaseInputTemplateProps, type WidgetProps } from '@rjsf/utils';
import { Input, InputNumber } from 'antd';
import { formatMoney, formatNumber } from '../../lib/format';
import { PlainValue } from './plain-value';

function statusOf(rawErrors: readonly string[] | undefined): 'error' | undefined {
  return rawErrors && rawErrors.length > 0 ? 'error' : undefined;
}

/** One line of text, or a number: whatever has no widget of its own. */
export function TextInput(props: BaseInputTemplateProps) {
  const { schema, id, readonly, disabled, placeholder, options, rawErrors, required } = props;
  if (schema.type === 'number' || schema.type === 'integer') return <NumberWidget {...props} />;
  const value = (props.value ?? '') as string;
  if (readonly) return <PlainValue id={id} text={value} />;
  return (
    <Input
      id={id}
      name={id}
      value={value}
      disabled={disabled}
      placeholder={placeholder || undefined}
      status={statusOf(rawErrors)}
      autoComplete="off"
      inputMode={digitsOnly(schema.pattern) ? 'numeric' : undefined}
      aria-required={required}
      aria-invalid={statusOf(rawErrors) ? true : undefined}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => props.onChange(target.value === '' ? options.emptyValue : target.value)}
      onBlur={({ target }) => props.onBlur(id, target.value)}
      onFocus={({ target }) => props.onFocus(id, target.value)}
    />
  );
}

function digitsOnly(pattern: string | undefined): boolean {
  return pattern !== undefined && /^\^[([]*0-9\]\{\d+(,\d+)?\}\$$/.test(pattern);
}

/** Years and places are written as they are; amounts and measures in groups of three. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction === undefined ? groups : `${groups},${fraction}`;
}

export function NumberWidget(props: WidgetProps) {
  const { id, schema, options, readonly, disabled, rawErrors, required, uiSchema } = props;
  const value = props.value as number | undefined;
  const isMoney = uiSchema?.['ui:widget'] === 'money';
  const isGrouped = isMoney || schema.type === 'number';
  if (readonly) {
    const text =
      value === undefined ? '' : isMoney ? formatMoney(value) : isGrouped ? formatNumber(value) : String(value);
    return <PlainValue id={id} text={text} />;
  }
  return (
    <InputNumber<string>
      stringMode
      id={id}
      name={id}
      value={value === undefined ? null : String(value)}
      disabled={disabled}
      status={statusOf(rawErrors)}
      controls={false}
      changeOnWheel={false}
      precision={schema.type === 'integer' ? 0 : undefined}
      suffix={isMoney ? 'đ' : undefined}
      style={{ width: '100%' }}
      inputMode={schema.type === 'integer' ? 'numeric' : 'decimal'}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      formatter={(text, { userTyping, input }) =>
        userTyping ? input : isGrouped ? grouped(String(text ?? '')) : String(text ?? '')
      }
      parser={(text) =>
        (text ?? '')
          .replaceAll('.', '')
          .replace(',', '.')
          .replace(/[^\d.-]/g, '')
      }
      onChange={(text) => props.onChange(text === null || text === '' ? options.emptyValue : Number(text))}
      onBlur={() => props.onBlur(id, value)}
      onFocus={() => props.onFocus(id, value)}
    />
  );
}

export function TextareaWidget(props: WidgetProps) {
  const { id, readonly, disabled, placeholder, options, rawErrors, required } = props;
  const value = (props.value ?? '') as string;
  if (readonly) return <PlainValue id={id} text={value} />;
  return (
    <Input.TextArea
      id={id}
      name={id}
      value={value}
      disabled={disabled}
      placeholder={placeholder || undefined}
      status={statusOf(rawErrors)}
      autoSize={{ minRows: 2, maxRows: 8 }}
      aria-required={required}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => props.onChange(target.value === '' ? options.emptyValue : target.value)}
      onBlur={({ target }) => props.onBlur(id, target.value)}
      onFocus={({ target }) => props.onFocus(id, target.value)}
    />
  );
}
