import { Button, Card, Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { typedText } from '../../lib/form-values';
import { ITEM_KINDS } from './handover';

export interface ItemValues {
  readonly name: string;
  readonly kind: string;
  readonly measure: string;
  readonly count: number;
  readonly sha256?: string;
}

/** The lines of a list: what there is, how many, and its checksum. */
export function ItemList() {
  const { t } = useTranslation('handovers');
  const { t: common } = useTranslation();
  const needed = [{ required: true, message: common('form.needed') }];
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <Flex vertical gap={8}>
          {fields.map(({ key, name }) => (
            <Card key={key} size="small" title={t('item.one', { number: name + 1 })}>
              <Form.Item name={[name, 'name']} label={t('item.name')} rules={needed}>
                <Input maxLength={300} />
              </Form.Item>
              <Flex gap={12} wrap>
                <Form.Item name={[name, 'kind']} label={t('item.kind')} rules={needed} style={{ width: 170 }}>
                  <Select options={ITEM_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
                </Form.Item>
                <Form.Item name={[name, 'count']} label={t('item.count')} rules={needed}>
                  <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 130 }} />
                </Form.Item>
                <Form.Item name={[name, 'measure']} label={t('item.measure')} rules={needed} style={{ width: 130 }}>
                  <Input maxLength={50} />
                </Form.Item>
              </Flex>
              <Sha256Field name={[name, 'sha256']} />
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {t('item.remove', { number: name + 1 })}
                </Button>
              )}
            </Card>
          ))}
          <Button onClick={() => add({ kind: 'data' })} style={{ alignSelf: 'start' }}>
            {t('item.add')}
          </Button>
        </Flex>
      )}
    </Form.List>
  );
}

export function Sha256Field({ name }: { readonly name: string | (string | number)[] }) {
  const { t } = useTranslation('handovers');
  return (
    <Form.Item
      name={name}
      label={t('item.sha256')}
      rules={[{ pattern: /^\s*[0-9a-fA-F]{64}\s*$/, message: t('field.sha256Needed') }]}
    >
      <Input maxLength={80} spellCheck={false} autoComplete="off" />
    </Form.Item>
  );
}

export function sentItems(items: readonly ItemValues[]) {
  return items.map(({ sha256, ...item }) => ({ ...item, sha256: typedText(sha256) }));
}
