import { Button, Card, Descriptions, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../components/problem-alert';
import { formatDay } from '../../lib/format';
import { useCommand } from '../../lib/use-command';
import type { PersonalData } from './accounts';

/** Number and birth date, covered until opened with a reason, which is kept (A5.5). */
export function PersonalDataCard({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('accounts');
  const [reason, setReason] = useState('');
  const [data, setData] = useState<PersonalData>();
  const command = useCommand<PersonalData>({ onDone: setData });
  return (
    <Card size="small" title={t('personal.title')}>
      <ProblemAlert error={command.error} />
      {data ? (
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'number', label: t('nationalId'), children: data.nationalId ?? t('personal.none') },
            {
              key: 'birth',
              label: t('birthDate'),
              children: data.birthDate ? formatDay(data.birthDate) : t('personal.none'),
            },
          ]}
        />
      ) : (
        <Flex gap={8} wrap>
          <Input
            aria-label={t('personal.reason')}
            placeholder={t('personal.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
            style={{ flex: '1 1 260px', maxWidth: 480 }}
          />
          <Button
            disabled={reason.trim() === ''}
            loading={command.isPending}
            onClick={() => command.mutate({ path: `/accounts/${accountId}/personal-data`, body: { reason } })}
          >
            {t('personal.open')}
          </Button>
        </Flex>
      )}
    </Card>
  );
}
