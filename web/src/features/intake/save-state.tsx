import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { formatClock } from '../../lib/format';
import type { DraftState } from './draft-saver';

const tones = {
  saved: COLOURS.fine,
  unsaved: COLOURS.quiet,
  saving: COLOURS.quiet,
  waiting: COLOURS.near,
  conflict: COLOURS.late,
  refused: COLOURS.late,
} as const;

/** Whether what is on the screen is on the server. */
export function SaveState({ state }: { readonly state: DraftState }) {
  const { t } = useTranslation('intake');
  const colour = tones[state.status];
  return (
    <Tag
      variant="outlined"
      role="status"
      style={{ color: colour, borderColor: colour, background: '#fff', margin: 0, minWidth: 118, textAlign: 'center' }}
    >
      {t(`save.${state.status}`, { time: formatClock(state.savedAt) })}
    </Tag>
  );
}
