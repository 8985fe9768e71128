import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface TextFieldProps {
  readonly name: string | (string | number)[];
  readonly label: string;
  readonly required?: boolean;
  readonly max: number;
  readonly rows?: number;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
}

/** A text of a person: asked for in words, counted when it may be long. */
export function TextField({ name, label, required, max, rows = 1, autoFocus, placeholder }: TextFieldProps) {
  const { t } = useTranslation('dossier');
  return (
    <Form.Item name={name} label={label} rules={[{ required, whitespace: true, message: t('dialog.needed') }, { max }]}>
      {rows > 1 ? (
        <Input.TextArea rows={rows} maxLength={max} autoFocus={autoFocus} placeholder={placeholder} />
      ) : (
        <Input maxLength={max} autoFocus={autoFocus} placeholder={placeholder} />
      )}
    </Form.Item>
  );
}
