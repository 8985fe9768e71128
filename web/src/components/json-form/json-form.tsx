import { withTheme } from '@rjsf/core';
import { Theme } from '@rjsf/antd';
import { englishStringTranslator, TranslatableString, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BooleanWidget, DateWidget, RadioWidget, SelectWidget } from './choice-widgets';
import { createFormValidator } from './form-validator';
import { drawableSchema } from './prepare-schema';
import { checkData, withoutUndefined, type JsonObject } from './schema-check';
import {
  ArrayFieldItemTemplate,
  ArrayFieldTemplate,
  FieldErrorTemplate,
  FieldTemplate,
  ObjectFieldTemplate,
  OptionalDataControlsTemplate,
  type FormContext,
} from './templates';
import { NumberWidget, TextareaWidget, TextInput } from './text-widgets';
import { fieldId, focusField, useShownErrors, type ServerError } from './use-shown-errors';
import './json-form.css';

export interface JsonFormProps {
  /** JSON Schema, draft-07, as the procedure carries it. */
  readonly schema: JsonObject;
  readonly uiSchema: JsonObject;
  readonly data: JsonObject | undefined;
  readonly onChange: (data: JsonObject) => void;
  /** Called only with data that fits the schema. Without it the form has no button. */
  readonly onSubmit?: (data: JsonObject) => void;
  readonly submitLabel?: string;
  readonly readOnly?: boolean;
  readonly disabled?: boolean;
  /** What the server found, by JSON pointer; each is shown at its field until its value changes. */
  readonly errors?: readonly ServerError[];
  /** Begins every id on the page: two forms on one page need two. */
  readonly idPrefix?: string;
  /** Id of the form element, for a button outside it (`form="…"`). */
  readonly formId?: string;
  /** Top-level fields to draw; the data keeps the others. */
  readonly only?: readonly string[];
  /** Shows every fault, also of fields nobody has touched yet. */
  readonly showAll?: boolean;
}

const RjsfForm = withTheme<JsonObject, RJSFSchema, FormContext>(Theme as object);
const validator = createFormValidator();

const templates = {
  ...{ FieldTemplate, FieldErrorTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate },
  ...{ OptionalDataControlsTemplate, BaseInputTemplate: TextInput },
};

const widgets = {
  ...{ DateWidget, SelectWidget, RadioWidget, TextareaWidget },
  ...{ CheckboxWidget: BooleanWidget, date: DateWidget, money: NumberWidget },
};

/** Parts nobody asked for stay away; a default inside a required part is filled in. */
const defaults = { emptyObjectFields: 'populateRequiredDefaults', allOf: 'skipDefaults' } as const;

/** A form drawn from its schema. It owns no data: what is typed goes to `onChange` at once. */
export function JsonForm(props: JsonFormProps) {
  const { schema, uiSchema, data, onChange, onSubmit, submitLabel, readOnly, disabled, only } = props;
  const { idPrefix = 'form' } = props;
  const { t } = useTranslation('json-form');
  const [tried, setTried] = useState(false);
  const drawable = useMemo(() => drawableSchema(schema), [schema]);
  const look = useMemo(
    () => ({ ...uiSchema, 'ui:globalOptions': { enableOptionalDataFieldForType: ['object'] } }) as UiSchema<JsonObject>,
    [uiSchema],
  );
  const context = useMemo<FormContext>(() => ({ only }), [only]);
  const { shown, touch } = useShownErrors({ ...props, idPrefix, showAll: tried || props.showAll === true });

  const submit = (typed: JsonObject | undefined) => {
    const plain = withoutUndefined(typed) ?? {};
    const [first] = checkData(schema, plain);
    setTried(true);
    if (first) focusField(fieldId(idPrefix, first.path));
    else onSubmit?.(plain);
  };
  const translate = (text: TranslatableString, parameters?: string[]) => {
    if (text === TranslatableString.YesLabel) return t('yes');
    if (text === TranslatableString.NoLabel) return t('no');
    return englishStringTranslator(text, parameters);
  };
  return (
    <div className="sodo-form">
      <RjsfForm
        id={props.formId}
        {...{ schema: drawable, uiSchema: look, formData: data, formContext: context, validator, templates, widgets }}
        {...{ idPrefix, disabled, extraErrors: shown, translateString: translate }}
        readonly={readOnly}
        noValidate
        noHtml5Validate
        showErrorList={false}
        experimental_defaultFormStateBehavior={defaults}
        onChange={({ formData }) => onChange(withoutUndefined(formData) ?? {})}
        onBlur={touch}
        onSubmit={({ formData }) => submit(formData)}
      >
        {onSubmit && !readOnly ? (
          <Button type="primary" htmlType="submit" disabled={disabled} style={{ marginTop: 12 }}>
            {submitLabel ?? t('send')}
          </Button>
        ) : (
          <></>
        )}
      </RjsfForm>
    </div>
  );
}
