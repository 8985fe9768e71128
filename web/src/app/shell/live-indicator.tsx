import { Badge, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../../lib/use-live';

/** Whether lists update by themselves at this moment. */
export function LiveIndicator({ state }: { readonly state: LiveState }) {
  const { t } = useTranslation();
  const words = t(`live.${state}`);
  const status = { live: 'success', connecting: 'processing', lost: 'warning' } as const;
  return (
    <Tooltip title={words}>
      <span role="status" aria-label={words}>
        <Badge status={status[state]} />
      </span>
    </Tooltip>
  );
}
