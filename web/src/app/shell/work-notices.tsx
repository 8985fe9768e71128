import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { workNoticesSchema } from '../../../../contracts/incident.schema';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';

type Notices = z.infer<typeof workNoticesSchema>;

const READ_ANEW_MS = 5_000;

/** What is stopped, and when what keeps me from working is expected to be mended: above every page, until it is over. */
export function WorkNotices() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['work-notices'],
    queryFn: () => get<Notices>('/work-notices'),
    refetchInterval: READ_ANEW_MS,
  });
  if (!data || (data.stops.length === 0 && data.incidents.length === 0)) return null;
  const stopped = data.stops.map(
    (stop) => `${t(`incident.function.${stop.function}`)} (${t(`incident.mode.${stop.mode}`)})`,
  );
  return (
    <div className="sodo-no-print" style={{ padding: '12px 16px 0' }}>
      {stopped.length > 0 && (
        <Alert type="error" showIcon role="status" title={t('incident.stopped', { functions: stopped.join('; ') })} />
      )}
      {data.incidents.map(({ id, code, expectedFixAt, passed, message }) => (
        <Alert
          key={id}
          type="warning"
          showIcon
          role="status"
          style={{ marginTop: stopped.length > 0 ? 8 : 0 }}
          title={t(passed ? 'incident.expectedPassed' : 'incident.expected', {
            code,
            at: formatDateTime(expectedFixAt),
          })}
          description={message}
        />
      ))}
    </div>
  );
}
