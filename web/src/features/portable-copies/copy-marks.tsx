import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../app/theme';
import { DueStatus } from '../../components/due-status';
import { formatDay } from '../../lib/format';
import type { CopyRow } from './copy';

const COLOUR_OF: Readonly<Record<CopyRow['status'], string>> = {
  new: COLOURS.primary,
  awaited: COLOURS.primary,
  copying: COLOURS.primary,
  copied: COLOURS.paused,
  handedOver: COLOURS.paused,
  archived: COLOURS.fine,
  cancelled: COLOURS.quiet,
};

export function CopyStatus({ status, late }: Pick<CopyRow, 'status' | 'late'>) {
  const { t } = useTranslation('copies');
  return <DueStatus colour={COLOUR_OF[status]} text={t(`status.${status}`)} late={late ? t('late') : undefined} />;
}

/** The period a copy is owed of. */
export function useSpanName() {
  const { t } = useTranslation('copies');
  return ({ from, to }: Pick<CopyRow, 'from' | 'to'>) =>
    from === null || to === null ? t('onDemand') : t('span', { from: formatDay(from), to: formatDay(to) });
}
