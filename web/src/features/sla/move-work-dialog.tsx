import { useQueries } from '@tanstack/react-query';
import { Modal, Radio, Space, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { candidateListSchema } from '../../../../contracts/candidate.schema';
import { PageLoading } from '../../components/page-loading';
import { describeProblem, ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { useCommand } from '../../lib/use-command';

type Candidate = z.infer<typeof candidateListSchema>['items'][number];

export interface MovableTask {
  readonly dossierId: string;
  readonly code: string;
  readonly instance: number;
  readonly name: string;
  readonly holder: string | undefined;
}

interface MoveWorkDialogProps {
  readonly tasks: readonly MovableTask[];
  readonly onClose: () => void;
}

interface Outcome {
  readonly code: string;
  /** Why it was refused; absent: done. */
  readonly refusal?: string;
}

const pathOf = ({ dossierId, instance }: MovableTask) => `/dossiers/${dossierId}/tasks/${instance}`;

/** Gives one or several tasks to one person who may do all of them; each has its own outcome. */
export function MoveWorkDialog({ tasks, onClose }: MoveWorkDialogProps) {
  const { t } = useTranslation('sla');
  const { t: common } = useTranslation();
  const [person, setPerson] = useState<string>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const [busy, setBusy] = useState(false);
  const { mutateAsync } = useCommand();
  const lists = useQueries({
    queries: tasks.map((task) => ({
      queryKey: ['candidates', task.dossierId, task.instance],
      queryFn: () => get<z.infer<typeof candidateListSchema>>(`${pathOf(task)}/candidates`),
    })),
  });
  const candidates = commonCandidates(lists.map(({ data }) => data?.items));
  const error = lists.find((list) => list.error)?.error;

  const move = async () => {
    setBusy(true);
    const done: Outcome[] = [];
    for (const task of tasks) {
      try {
        await mutateAsync({ path: `${pathOf(task)}/assign`, body: { assignee: person } });
        done.push({ code: task.code });
      } catch (problem) {
        done.push({ code: task.code, refusal: describeProblem(problem, common).title });
      }
    }
    setBusy(false);
    if (done.every(({ refusal }) => refusal === undefined)) onClose();
    else setOutcomes(done);
  };

  return (
    <Modal
      open
      title={t('moveWork', { count: tasks.length })}
      okText={outcomes ? common('action.close') : t('give')}
      cancelButtonProps={{ style: outcomes && { display: 'none' } }}
      okButtonProps={{ disabled: !outcomes && person === undefined, loading: busy }}
      onOk={() => (outcomes ? onClose() : void move())}
      onCancel={onClose}
    >
      <ProblemAlert error={error} />
      {outcomes ? (
        <Outcomes outcomes={outcomes} />
      ) : (
        <>
          <ul className="sodo-results">
            {tasks.map((task) => (
              <li key={pathOf(task)}>
                {task.code}: {task.name} · {task.holder ?? t('nobody')}
              </li>
            ))}
          </ul>
          <Typography.Paragraph style={{ margin: '12px 0 4px' }} strong>
            {t('giveTo')}
          </Typography.Paragraph>
          {candidates === undefined && !error && <PageLoading />}
          {candidates?.length === 0 && <p>{t('noCandidates')}</p>}
          <Radio.Group
            aria-label={t('giveTo')}
            value={person}
            onChange={({ target }) => setPerson(target.value as string)}
          >
            <Space orientation="vertical" size={4}>
              {candidates?.map(({ id, displayName, title, openTasks, refused }) => (
                <Radio key={id} value={id} disabled={refused !== null}>
                  {displayName} · {title} · {t('openTasks', { count: openTasks })}
                  {refused !== null && ` · ${t(`refused.${refused}`)}`}
                </Radio>
              ))}
            </Space>
          </Radio.Group>
        </>
      )}
    </Modal>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const { t } = useTranslation('sla');
  return (
    <ul className="sodo-results" role="status">
      {outcomes.map(({ code, refusal }, index) => (
        <li key={index}>
          {code}: {refusal ?? t('done')}
        </li>
      ))}
    </ul>
  );
}

/** Who may do every one of them; refused for one is refused for all. Undefined until all lists are known. */
function commonCandidates(lists: readonly (readonly Candidate[] | undefined)[]): readonly Candidate[] | undefined {
  const [first, ...others] = lists;
  if (!first || others.some((list) => list === undefined)) return undefined;
  return first.flatMap((candidate) => {
    const same = others.map((list) => list?.find(({ id }) => id === candidate.id));
    if (same.includes(undefined)) return [];
    return [{ ...candidate, refused: [candidate, ...same].find((one) => one?.refused)?.refused ?? null }];
  });
}
