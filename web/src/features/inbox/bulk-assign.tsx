import { useQuery } from '@tanstack/react-query';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { candidateListSchema } from '../../../../contracts/candidate.schema';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import type { InboxTask } from './use-inbox';

interface BulkAssignProps {
  /** Whose unit and role the people are of; what does not suit the others is refused for each by itself. */
  readonly task: InboxTask;
  readonly count: number;
  readonly onChoose: (assignee: string) => void;
  readonly onClose: () => void;
}

export function BulkAssign({ task, count, onChoose, onClose }: BulkAssignProps) {
  const { t } = useTranslation('inbox');
  const [chosen, setChosen] = useState<string>();
  const path = `/dossiers/${task.dossierId}/tasks/${task.instance}/candidates`;
  const { data, error } = useQuery({
    queryKey: ['task', task.dossierId, task.instance, 'candidates'],
    queryFn: () => get<z.infer<typeof candidateListSchema>>(path),
  });
  return (
    <Modal
      open
      title={t('bulk.assign', { count })}
      okText={t('bulk.assignOk')}
      okButtonProps={{ disabled: chosen === undefined }}
      cancelText={t('common:action.cancel')}
      onOk={() => chosen && onChoose(chosen)}
      onCancel={onClose}
    >
      <ProblemAlert error={error} />
      {data ? (
        <Radio.Group
          vertical
          aria-label={t('bulk.assignTo')}
          value={chosen}
          onChange={({ target }) => setChosen(target.value as string)}
          options={data.items.map(({ id, displayName, openTasks }) => ({
            value: id,
            label: `${displayName} · ${t('bulk.load', { count: openTasks })}`,
          }))}
        />
      ) : (
        !error && <PageLoading />
      )}
    </Modal>
  );
}
