import { ThunderboltOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { nextTaskSchema } from '../../../../contracts/inbox.schema';
import { describeProblem } from '../../components/problem-alert';
import { call, get } from '../../lib/api-client';
import { isProblem } from '../../lib/problem';
import { useMe } from '../../lib/use-session';
import { useShortcut } from '../../lib/use-shortcut';

/** How often somebody else may be faster before the question is given up. */
const ATTEMPTS = 3;

/** The one thing to do next: taken, and opened. Key N. */
export function NextTaskButton() {
  const { t } = useTranslation('inbox');
  const { t: common } = useTranslation();
  const { accountId } = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      const task = await takeNext(accountId);
      if (task) void navigate(`/dossiers/${task.dossierId}`, { state: { task: task.instance } });
      else message.info(t('nothingNext'));
    } catch (error) {
      const { title, code } = describeProblem(error, common);
      message.error(code ? `${title} (${code})` : title, 8);
    } finally {
      setBusy(false);
    }
  };
  useShortcut('n', () => void open(), !busy);
  return (
    <Button type="primary" icon={<ThunderboltOutlined />} loading={busy} onClick={() => void open()}>
      {t('next')} (N)
    </Button>
  );
}

/** A colleague may take it first: then there is another. */
async function takeNext(accountId: string) {
  for (let attempt = 1; ; attempt++) {
    const { task } = await get<z.infer<typeof nextTaskSchema>>('/inbox/next');
    if (!task || task.assignee === accountId) return task;
    try {
      const path = `/dossiers/${task.dossierId}/tasks/${task.instance}/claim`;
      await call('POST', path, { body: {}, key: crypto.randomUUID() });
      return task;
    } catch (error) {
      // Four eyes: it is shown all the same, the page says why it is not his.
      if (isProblem(error, 'FOUR_EYES')) return task;
      if (!isProblem(error) || error.status !== 409 || attempt === ATTEMPTS) throw error;
    }
  }
}
