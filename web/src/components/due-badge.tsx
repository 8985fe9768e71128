import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  PauseCircleOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../app/theme';
import { formatDateTime, formatDate } from '../lib/format';
import { Mark } from './mark';

export type DueState = 'running' | 'nearDue' | 'overdue' | 'paused' | 'done' | 'none';

interface DueBadgeProps {
  readonly state: DueState;
  readonly dueAt: string | null;
  /** Why the clock stands. */
  readonly reason?: string;
}

const looks = {
  running: { colour: COLOURS.fine, icon: <ClockCircleOutlined /> },
  nearDue: { colour: COLOURS.near, icon: <ClockCircleOutlined /> },
  overdue: { colour: COLOURS.late, icon: <ExclamationCircleOutlined /> },
  paused: { colour: COLOURS.paused, icon: <PauseCircleOutlined /> },
  done: { colour: COLOURS.quiet, icon: <CheckCircleOutlined /> },
  none: { colour: COLOURS.quiet, icon: <ClockCircleOutlined /> },
} as const;

/** How a dossier stands to its deadline: by words and sign, not by colour alone. */
export function DueBadge({ state, dueAt, reason }: DueBadgeProps) {
  const { t } = useTranslation();
  const { colour, icon } = looks[state];
  const words = t(`due.${state}`);
  const text = dueAt === null || state === 'none' ? words : `${words} · ${formatDate(dueAt)}`;
  const more = dueAt === null ? undefined : `${formatDateTime(dueAt)}${reason ? ` · ${reason}` : ''}`;
  return (
    <Mark colour={colour} icon={icon} title={more}>
      {text}
    </Mark>
  );
}
