import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { WideTable } from '../../components/wide-table';

interface FormFieldsProps {
  readonly id: string;
  /** JSON Schema of the form. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly isSubmission: boolean;
}

interface Field {
  readonly path: string;
  readonly title: string;
  readonly type: string;
  readonly required: boolean;
}

/** The fields of one form as a table: what is asked, in which order, and what must be answered. */
export function FormFields({ id, schema, isSubmission }: FormFieldsProps) {
  const { t } = useTranslation('procedures');
  return (
    <section style={{ marginBottom: 20 }}>
      <h2 style={{ fontSize: 18, margin: '0 0 8px' }}>
        {typeof schema.title === 'string' ? schema.title : id} <code style={{ fontSize: 13 }}>{id}</code>{' '}
        {isSubmission && <Tag variant="outlined">{t('submissionForm')}</Tag>}
      </h2>
      <WideTable<Field>
        label={t('tab.forms')}
        least={760}
        rowKey="path"
        dataSource={fieldsOf(schema, '', schema)}
        columns={[
          {
            title: t('field'),
            dataIndex: 'title',
            render: (title: string, { path }) => (
              <div style={{ maxWidth: 460, paddingInlineStart: 16 * (path.split('.').length - 1) }}>{title}</div>
            ),
          },
          { title: t('name'), dataIndex: 'path', render: (path: string) => <code>{path}</code> },
          {
            title: t('type'),
            dataIndex: 'type',
            render: (type: string) => t(`typeOf.${type}`, { defaultValue: type }),
          },
          { title: t('required'), dataIndex: 'required', render: (required: boolean) => required && t('yes') },
        ]}
      />
    </section>
  );
}

type Schema = Readonly<Record<string, unknown>>;

/** Fields in the order of the schema, parts within parts; references within the form are followed once. */
function fieldsOf(schema: Schema, prefix: string, root: Schema): Field[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(([name, given]) => {
    const field = resolve(given, root);
    const path = `${prefix}${name}`;
    const items = resolve((field.items ?? {}) as Schema, root);
    const type = typeOf(field);
    const own = { path, title: textOf(given.title) ?? textOf(field.title) ?? name, type, required: required.has(name) };
    if (path.split('.').length > 6) return [own];
    return [own, ...fieldsOf(field, `${path}.`, root), ...fieldsOf(items, `${path}[].`, root)];
  });
}

function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== 'string' || !schema.$ref.startsWith('#/')) return schema;
  const target = schema.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
  return (target ?? {}) as Schema;
}

function typeOf(schema: Schema): string {
  if (Array.isArray(schema.enum) || Array.isArray(schema.oneOf)) return 'choice';
  if (schema.format === 'date') return 'date';
  return textOf(schema.type) ?? 'object';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
