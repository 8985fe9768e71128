import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ownSessionsSchema } from '../../../../contracts/my-account.schema';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useCommand } from '../../lib/use-command';

type Sessions = z.infer<typeof ownSessionsSchema>;
type OwnSession = Sessions['items'][number];

/** Where I am signed in; one of them or all others can be ended. */
export function SessionsCard() {
  const { t } = useTranslation('account');
  const { data, error } = useQuery({ queryKey: ['own-sessions'], queryFn: () => get<Sessions>('/me/sessions') });
  const end = useCommand();
  const items = data?.items ?? [];
  return (
    <Card title={t('sessions.title')}>
      <p style={{ marginTop: 0 }}>{t('sessions.about')}</p>
      <ProblemAlert error={error ?? end.error} onClose={end.reset} />
      <ul aria-label={t('sessions.title')} style={{ listStyle: 'none', padding: 0, margin: '0 0 12px' }}>
        {items.map((session) => (
          <OneSession
            key={session.id}
            session={session}
            busy={end.isPending}
            onEnd={() => end.mutate({ method: 'DELETE', path: `/me/sessions/${session.id}` })}
          />
        ))}
      </ul>
      {items.length > 1 && (
        <Button loading={end.isPending} onClick={() => end.mutate({ method: 'DELETE', path: '/me/sessions' })}>
          {t('sessions.endOthers')}
        </Button>
      )}
    </Card>
  );
}

interface OneSessionProps {
  readonly session: OwnSession;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function OneSession({ session, busy, onEnd }: OneSessionProps) {
  const { t } = useTranslation('account');
  const { current, address, createdAt, lastSeenAt, method } = session;
  const device = session.device === '' ? t('sessions.unknownDevice') : session.device;
  return (
    <li style={{ borderBottom: '1px solid #e4e9ee', padding: '8px 0' }}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <div>
          <strong>{device}</strong> {current && <Tag color="success">{t('sessions.current')}</Tag>}
          <div>{t('sessions.from', { address, method: t(`sessions.method.${method}`) })}</div>
          <div>{t('sessions.times', { created: formatDateTime(createdAt), seen: formatDateTime(lastSeenAt) })}</div>
        </div>
        {!current && (
          <Button size="small" disabled={busy} onClick={onEnd} aria-label={t('sessions.endThis', { device, address })}>
            {t('sessions.end')}
          </Button>
        )}
      </Flex>
    </li>
  );
}
