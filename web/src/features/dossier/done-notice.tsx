import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { taskSummarySchema } from '../../../../contracts/dossier-action.schema';
import { useShortcut } from '../../lib/use-shortcut';

/** What has just been done, and what comes next. */
export interface Done {
  readonly text: string;
  /** Absent: not asked for; `null`: there is nothing. */
  readonly next?: z.infer<typeof taskSummarySchema> | null;
}

interface DoneNoticeProps {
  readonly done: Done;
  readonly onClose: () => void;
}

/** The answer to an action: it names the next task; Enter or N opens it. */
export function DoneNotice({ done, onClose }: DoneNoticeProps) {
  const { t } = useTranslation('dossier');
  const navigate = useNavigate();
  const { next } = done;
  const open = () => {
    if (next) void navigate(`/dossiers/${next.dossierId}`, { state: { task: next.instance } });
    onClose();
  };
  useShortcut('n', open, Boolean(next));
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      closable={{ onClose }}
      title={done.text}
      description={
        next === undefined
          ? undefined
          : next === null
            ? t('done.nothingNext')
            : t('done.next', { step: next.name, code: next.dossierCode, applicant: next.applicantName })
      }
      action={
        next && (
          <Button type="primary" autoFocus onClick={open}>
            {t('done.openNext')} <kbd>N</kbd>
          </Button>
        )
      }
      style={{ marginBottom: 12 }}
    />
  );
}
