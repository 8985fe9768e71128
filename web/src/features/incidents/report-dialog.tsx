import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCommand } from '../../lib/use-command';
import { instantOf } from '../../lib/typed-moment';
import { mayDo, useMe } from '../../lib/use-session';
import { Moment, TextArea } from '../../components/form-fields';
import { KeptDialog } from '../../components/kept-dialog';
import { Kind, type StepValues } from './step-forms';

interface Values extends StepValues {
  readonly description: string;
  readonly interruptedSince?: string;
}

/** Report an incident: a kind and a sentence are enough (A18.2a). */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('incidents');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const command = useCommand<{ readonly id: string }>();
  const own = me.roles[0]?.unitId;
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={['incident', 'report']}
      title={t('report.title')}
      intro={t('report.intro')}
      okText={t('report.ok')}
      busy={command.isPending}
      error={command.error}
      initialValues={{ class: 'softwareMaintenance', severity: 'minor', affectedUnits: own === undefined ? [] : [own] }}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          { path: '/incidents', body: bodyOf(values) },
          {
            onSuccess: ({ data }) => {
              clear();
              onClose();
              void message.success(t('report.done'));
              if (mayDo(me, 'incident.read')) void navigate(`/incidents/${data.id}`);
            },
          },
        )
      }
    >
      <TextArea name="description" label={t('field.description')} required />
      <Kind t={t} />
      <Moment name="interruptedSince" label={t('field.interruptedSince')} />
    </KeptDialog>
  );
}

function bodyOf({
  description,
  interruptedSince,
  class: incidentClass,
  severity,
  personalData = false,
  ...rest
}: Values) {
  return {
    ...{ class: incidentClass, severity, description, personalData },
    affectedUnits: rest.affectedUnits ?? [],
    interruptedSince: interruptedSince === undefined ? undefined : instantOf(interruptedSince),
  };
}
