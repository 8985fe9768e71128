// The package's index would also load its test tools, and with them ajv.
import Form from '@rjsf/core/lib/components/Form.js';
import StringField from '@rjsf/core/lib/components/fields/StringField.js';
import { englishStringTranslator, TranslatableString, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BooleanWidget, DateWidget, RadioWidget, SelectWidget } from './choice-widgets';
import { createFormValidator } from './form-validator';
import { drawableSchema } from './prepare-schema';
import { schemaDefaults, withBegunParts, withoutUnasked } from './schema-defaults';
import { checkData, withoutUndefined } from './schema-check';
import type { JsonObject } from './schema-paths';
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
  /** The button that sends it stands elsewhere (see `formId`). */
  readonly hideSubmit?: boolean;
  /** Top-level fields to draw; the data keeps the others. */
  readonly only?: readonly string[];
  /** Shows every fault, also of fields nobody has touched yet. */
  readonly showAll?: boolean;
}

const validator = createFormValidator();

const templates = {
  ...{ FieldTemplate, FieldErrorTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate },
  ...{ OptionalDataControlsTemplate, BaseInputTemplate: TextInput },
};

/** The builder's own field writes numbers as text, in the language of the browser; ours shows them itself. */
const fields = { NumberField: StringField };

const widgets = {
  ...{ DateWidget, SelectWidget, RadioWidget, TextareaWidget },
  ...{ CheckboxWidget: BooleanWidget, date: DateWidget, money: NumberWidget },
};

/** The form builder fills in nothing by itself (see `schema-defaults.ts`). */
const defaults = { emptyObjectFields: 'skipDefaults', allOf: 'skipDefaults', constAsDefaults: 'never' } as const;

/** A part that is not required can be added and dropped; the form as a whole cannot. */
const OPTIONAL_PARTS = {
  'ui:globalOptions': { enableOptionalDataFieldForType: ['object'] },
  'ui:enableOptionalDataFieldForType': [],
};

/** A form drawn from its schema. It owns no data: what is typed goes to `onChange` at once. */
export function JsonForm(props: JsonFormProps) {
  const { schema, uiSchema, data, onChange, onSubmit, submitLabel, readOnly, disabled, only } = props;
  const { idPrefix = 'form' } = props;
  const { t } = useTranslation('json-form');
  const [tried, setTried] = useState(false);
  const drawable = useMemo(() => drawableSchema(schema), [schema]);
  const look = useMemo(() => ({ ...uiSchema, ...OPTIONAL_PARTS }) as UiSchema<JsonObject>, [uiSchema]);
  const context = useMemo<FormContext>(() => ({ only }), [only]);
  // A form nobody has begun starts with what its schema takes for granted.
  useEffect(() => {
    if (data === undefined && !readOnly) onChange(schemaDefaults(schema));
  }, [schema, data, readOnly, onChange]);
  const formData = useMemo(() => withBegunParts(data), [data]);
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
      <Form<JsonObject, RJSFSchema, FormContext>
        id={props.formId}
        {...{ schema: drawable, uiSchema: look, formData, formContext: context, validator, templates, widgets, fields }}
        {...{ idPrefix, disabled, extraErrors: shown, translateString: translate }}
        readonly={readOnly}
        noValidate
        noHtml5Validate
        showErrorList={false}
        experimental_defaultFormStateBehavior={defaults}
        onChange={({ formData: typed }, id) => {
          const plain = withoutUndefined(typed) ?? {};
          onChange(withoutUnasked(plain, data, (path) => fieldId(idPrefix, path) === id));
        }}
        onBlur={touch}
        onSubmit={({ formData: typed }) => submit(typed)}
      >
        {onSubmit && !readOnly && !props.hideSubmit ? (
          <Button type="primary" htmlType="submit" disabled={disabled} style={{ marginTop: 12 }}>
            {submitLabel ?? t('send')}
          </Button>
        ) : (
          <></>
        )}
      </Form>
    </div>
  );
}
