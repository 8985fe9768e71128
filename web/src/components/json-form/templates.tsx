import { DeleteOutlined, InfoCircleOutlined, PlusOutlined } from '@ant-design/icons';
import {
  descriptionId,
  errorId,
  getUiOptions,
  titleId,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type FieldErrorProps,
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type OptionalDataControlsTemplateProps,
} from '@rjsf/utils';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isTick, isWide } from './prepare-schema';

/** What the form as a whole tells its parts. */
export interface FormContext {
  /** Top-level fields that are drawn; all when not given. */
  readonly only?: readonly string[];
}

/** One field: label, control, what is wrong with it. Texts that explain wait behind a sign, so that lines stay short. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, schema, uiSchema, label, required, readonly, displayLabel, rawDescription, children, errors, hidden } =
    props;
  if (hidden) return null;
  const isContainer = schema.type === 'object' || (schema.type === 'array' && !schema.enum) || schema.properties;
  const hasLabel =
    !isContainer && (displayLabel || schema.type === 'boolean') && (readonly || !isTick(schema, uiSchema));
  return (
    <div className={`sodo-form-field${isWide(schema, uiSchema) ? ' sodo-form-wide' : ''}`}>
      {hasLabel ? (
        <label htmlFor={id} className="sodo-form-label">
          {label}
          {required && !readonly && <Needed />}
          {rawDescription && <Explanation id={id} text={rawDescription} />}
        </label>
      ) : (
        <span />
      )}
      <div>{children}</div>
      <div>{errors}</div>
    </div>
  );
}

function Needed() {
  return (
    <span aria-hidden className="sodo-form-needed">
      {' '}
      *
    </span>
  );
}

function Explanation({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <>
      <Tooltip title={text}>
        <InfoCircleOutlined aria-hidden className="sodo-form-sign" />
      </Tooltip>
      <span id={descriptionId(id)} className="sodo-form-unseen">
        {text}
      </span>
    </>
  );
}

export function FieldErrorTemplate({ errors, fieldPathId }: FieldErrorProps) {
  if (!errors || errors.length === 0) return null;
  return (
    <div id={errorId(fieldPathId)} className="sodo-form-error">
      {errors[0]}
    </div>
  );
}

/** A group of fields: a title and a line, no box. The form itself has no title, the page has. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { fieldPathId, title, required, readonly, properties, optionalDataControl, registry, uiSchema } = props;
  const isRoot = fieldPathId.path.length === 0;
  const { only } = registry.formContext as FormContext;
  const shown = properties.filter(({ name, hidden }) => !hidden && (!isRoot || !only || only.includes(name)));
  const grid = <div className="sodo-form-grid">{shown.map(({ content }) => content)}</div>;
  if (isRoot) return grid;
  const inList = typeof fieldPathId.path.at(-1) === 'number';
  const hasTitle = !inList && getUiOptions(uiSchema).label !== false;
  return (
    <div role="group" id={fieldPathId.$id} aria-labelledby={hasTitle ? titleId(fieldPathId) : undefined}>
      {hasTitle && (
        <SectionTitle id={titleId(fieldPathId)} title={title} needed={Boolean(required && !readonly)}>
          {optionalDataControl}
        </SectionTitle>
      )}
      {shown.length > 0 && grid}
    </div>
  );
}

interface SectionTitleProps {
  readonly id: string;
  readonly title: string;
  readonly needed: boolean;
  readonly children?: ReactNode;
}

function SectionTitle({ id, title, needed, children }: SectionTitleProps) {
  return (
    <div className="sodo-form-section">
      <span id={id}>
        {title}
        {needed && <Needed />}
      </span>
      {children}
    </div>
  );
}

export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { t } = useTranslation('json-form');
  const { fieldPathId, title, required, readonly, disabled, items, canAdd, onAddClick } = props;
  return (
    <div role="group" id={fieldPathId.$id} tabIndex={-1} aria-labelledby={titleId(fieldPathId)}>
      <SectionTitle id={titleId(fieldPathId)} title={title} needed={Boolean(required && !readonly)}>
        {canAdd && !readonly && (
          <Button size="small" icon={<PlusOutlined />} disabled={disabled} onClick={onAddClick}>
            {t('addItem')}
          </Button>
        )}
      </SectionTitle>
      {items}
      {readonly && items.length === 0 && <span className="sodo-form-value">{t('nothing')}</span>}
    </div>
  );
}

export function ArrayFieldItemTemplate({
  children,
  buttonsProps,
  index,
  readonly,
  disabled,
}: ArrayFieldItemTemplateProps) {
  const { t } = useTranslation('json-form');
  return (
    <div className="sodo-form-item">
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {buttonsProps.hasRemove && !readonly && (
        <Button
          icon={<DeleteOutlined />}
          disabled={disabled}
          aria-label={t('removeItem', { number: index + 1 })}
          onClick={buttonsProps.onRemoveItem}
        />
      )}
    </div>
  );
}

/** Begins or drops a part that is not required, such as a proxy. */
export function OptionalDataControlsTemplate({ id, onAddClick, onRemoveClick }: OptionalDataControlsTemplateProps) {
  const { t } = useTranslation('json-form');
  if (onAddClick)
    return (
      <Button id={id} size="small" icon={<PlusOutlined />} onClick={onAddClick}>
        {t('add')}
      </Button>
    );
  if (onRemoveClick)
    return (
      <Button id={id} size="small" icon={<DeleteOutlined />} onClick={onRemoveClick}>
        {t('remove')}
      </Button>
    );
  return <span className="sodo-form-value">{t('nothing')}</span>;
}
