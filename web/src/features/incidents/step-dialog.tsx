import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/use-command';
import { STEP_PATHS, type IncidentPageData, type IncidentStep } from './incident';
import { KeptDialog } from '../../components/kept-dialog';
import { STEP_FORMS, type StepValues } from './step-forms';

interface StepDialogProps {
  readonly incident: IncidentPageData;
  readonly step: IncidentStep;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One step of an incident with its fields. */
export function StepDialog({ incident, step, onDone, onClose }: StepDialogProps) {
  const { t } = useTranslation('incidents');
  const [form] = Form.useForm<StepValues>();
  const command = useCommand();
  const { initial, fields, body, danger } = STEP_FORMS[step];
  return (
    <KeptDialog<StepValues>
      form={form}
      keptAs={[incident.id, step]}
      title={t(`step.${step}`)}
      intro={t(`intro.${step}`)}
      okText={t('ok')}
      danger={danger}
      busy={command.isPending}
      error={command.error}
      initialValues={initial(incident)}
      onClose={onClose}
      onSend={(values, clear) =>
        command.mutate(
          {
            path: `/incidents/${incident.id}/${STEP_PATHS[step]}`,
            body: body(values),
            ifMatch: `"${incident.seq}"`,
          },
          {
            onSuccess: () => {
              clear();
              onClose();
              onDone();
            },
          },
        )
      }
    >
      {fields(t, incident)}
    </KeptDialog>
  );
}
