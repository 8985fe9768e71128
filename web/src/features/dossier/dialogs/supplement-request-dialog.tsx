import { Checkbox, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageLoading } from '../../../components/page-loading';
import { useMe } from '../../../lib/use-session';
import { useProcedure, type DossierTask } from '../use-dossier';
import { ActionDialog, type DialogProps } from './action-dialog';
import { filledTexts, textOrNothing } from './plain-values';
import { TextField } from './text-field';
import { TextList } from './text-list';

interface Values {
  readonly reason: string;
  readonly chosen?: Readonly<Record<string, { readonly asked?: boolean; readonly note?: string } | undefined>>;
  readonly others: readonly (string | undefined)[];
  readonly contactName?: string;
  readonly contactPhone?: string;
}

/** Form 02: everything that is missing, asked for once. */
export function SupplementRequestDialog({ task, ...props }: DialogProps & { readonly task: DossierTask }) {
  const { t } = useTranslation('dossier');
  const { displayName } = useMe();
  const { data: procedure } = useProcedure(props.dossier.id);
  const components = procedure?.components ?? [];
  const bodyOf = ({ reason, chosen = {}, others, contactName, contactPhone }: Values) => ({
    task: task.instance,
    reason,
    items: [
      ...components.flatMap(({ id, name }) => {
        const choice = chosen[id];
        return choice?.asked ? [{ componentId: id, name, note: textOrNothing(choice.note) }] : [];
      }),
      ...filledTexts(others).map((name) => ({ name })),
    ],
    contact: textOrNothing(contactName)
      ? { name: textOrNothing(contactName), phone: textOrNothing(contactPhone) }
      : undefined,
  });
  return (
    <ActionDialog<Values>
      {...props}
      title={t('task.supplement')}
      intro={t('supplementRequest.intro')}
      okText={t('supplementRequest.ok')}
      width={720}
      path="supplement-requests"
      told={t('done.supplementRequested')}
      initialValues={{ others: [''], contactName: displayName }}
      bodyOf={bodyOf}
    >
      <TextField name="reason" label={t('supplementRequest.reason')} required max={2000} rows={2} autoFocus />
      <fieldset className="dossier-fieldset">
        <legend>{t('supplementRequest.items')}</legend>
        {!procedure && <PageLoading />}
        {components.map(({ id, name }) => (
          <Flex key={id} gap={8} wrap align="center" className="dossier-choice">
            <Form.Item name={['chosen', id, 'asked']} valuePropName="checked" noStyle>
              <Checkbox style={{ flex: '1 1 300px' }}>{name}</Checkbox>
            </Form.Item>
            <Form.Item noStyle dependencies={[['chosen', id, 'asked']]}>
              {({ getFieldValue }) =>
                getFieldValue(['chosen', id, 'asked']) === true && (
                  <Form.Item name={['chosen', id, 'note']} noStyle>
                    <Input
                      maxLength={500}
                      style={{ flex: '1 1 220px' }}
                      placeholder={t('supplementRequest.note')}
                      aria-label={`${t('supplementRequest.note')}: ${name}`}
                    />
                  </Form.Item>
                )
              }
            </Form.Item>
          </Flex>
        ))}
      </fieldset>
      <TextList
        name="others"
        label={t('supplementRequest.others')}
        addLabel={t('supplementRequest.addOther')}
        max={500}
      />
      <AtLeastOne />
      <Flex gap={12} wrap>
        <div style={{ flex: '1 1 240px' }}>
          <TextField name="contactName" label={t('supplementRequest.contact')} max={200} />
        </div>
        <div style={{ flex: '1 1 160px' }}>
          <TextField name="contactPhone" label={t('supplementRequest.phone')} max={30} />
        </div>
      </Flex>
    </ActionDialog>
  );
}

/** A request asks for something. */
function AtLeastOne() {
  const { t } = useTranslation('dossier');
  return (
    <Form.Item
      name="anything"
      style={{ marginBottom: 0 }}
      dependencies={['chosen', 'others']}
      rules={[
        ({ getFieldsValue }) => ({
          validator: () => {
            const { chosen = {}, others } = getFieldsValue() as Values;
            const some = Object.values(chosen).some((one) => one?.asked) || filledTexts(others).length > 0;
            return some ? Promise.resolve() : Promise.reject(new Error(t('supplementRequest.nothing')));
          },
        }),
      ]}
    >
      <span />
    </Form.Item>
  );
}
