import { useQuery } from '@tanstack/react-query';
import { Form, Radio, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { candidateListSchema } from '../../../../../contracts/candidate.schema';
import { PageLoading } from '../../../components/page-loading';
import { ProblemAlert } from '../../../components/problem-alert';
import { get } from '../../../lib/api-client';
import type { DossierTask } from '../use-dossier';
import { ActionDialog, type DialogProps } from './action-dialog';

type Candidates = z.infer<typeof candidateListSchema>;

/** Give the task to somebody, whoever has it; who did the step it checks is refused. */
export function AssignDialog({ task, ...props }: DialogProps & { readonly task: DossierTask }) {
  const { t } = useTranslation('dossier');
  const { data, error } = useQuery({
    queryKey: ['task', props.dossier.id, task.instance, 'candidates'],
    queryFn: () => get<Candidates>(`/dossiers/${props.dossier.id}/tasks/${task.instance}/candidates`),
  });
  return (
    <ActionDialog<{ readonly assignee: string }>
      {...props}
      title={t('assign.title', { step: task.name })}
      intro={task.assignee ? t('assign.from', { person: task.assignee.name }) : t('assign.free')}
      okText={t('assign.ok')}
      path={`tasks/${task.instance}/assign`}
      told={t('done.assigned', { step: task.name })}
      bodyOf={(values) => values}
    >
      <ProblemAlert error={error} />
      {data ? (
        <Form.Item name="assignee" label={t('assign.to')} rules={[{ required: true, message: t('dialog.needed') }]}>
          <Radio.Group
            vertical
            options={data.items.map(({ id, displayName, title, openTasks, refused }) => ({
              value: id,
              disabled: refused !== null || id === task.assignee?.id,
              label: (
                <>
                  {displayName} <small>({title})</small> <Tag>{t('assign.load', { count: openTasks })}</Tag>
                  {refused && <small>{t(`assign.refused.${refused}`)}</small>}
                </>
              ),
            }))}
          />
        </Form.Item>
      ) : (
        !error && <PageLoading />
      )}
    </ActionDialog>
  );
}
