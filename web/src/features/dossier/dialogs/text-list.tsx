import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface TextListProps {
  readonly name: string;
  readonly label: string;
  readonly addLabel: string;
  readonly max: number;
  readonly rows?: number;
  readonly required?: boolean;
}

/** Several texts of one kind, one field each. */
export function TextList({ name, label, addLabel, max, rows = 1, required = false }: TextListProps) {
  const { t } = useTranslation('dossier');
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <fieldset className="dossier-fieldset">
          <legend>{label}</legend>
          {fields.map((field, index) => (
            <Flex key={field.key} gap={8} align="start">
              <Form.Item
                name={field.name}
                style={{ flex: 1 }}
                rules={[{ required: required && index === 0, whitespace: true, message: t('dialog.needed') }]}
              >
                <Input.TextArea autoSize={{ minRows: rows }} maxLength={max} aria-label={`${label} ${index + 1}`} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('dialog.removeLine', { number: index + 1 })}
                  onClick={() => remove(field.name)}
                />
              )}
            </Flex>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add('')}>
            {addLabel}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
