import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Flex, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { recoveryCodesSchema, secondFactorSchema } from '../../../../contracts/my-account.schema';
import type { currentSessionSchema } from '../../../../contracts/session.schema';
import { RecoveryCodes } from '../../components/account/recovery-codes';
import { SecondFactorSetUp } from '../../components/account/second-factor-set-up';
import { ProblemAlert } from '../../components/problem-alert';
import { call, get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { openSession } from '../../lib/session-store';

type SecondFactor = z.infer<typeof secondFactorSchema>;

/** The second factor: set up, recovery codes, turned off. */
export function SecondFactorCard() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['second-factor'],
    queryFn: () => get<SecondFactor>('/me/second-factor'),
  });
  const readAnew = () => void queries.invalidateQueries({ queryKey: ['second-factor'] });
  return (
    <Card
      title={t('factor.title')}
      extra={data && <Tag color={data.since ? 'success' : 'default'}>{t(data.since ? 'factor.on' : 'factor.off')}</Tag>}
      style={{ marginBottom: 16 }}
    >
      <div style={{ maxWidth: 560 }}>
        <ProblemAlert error={error} />
        {data?.since && <InForce factor={data} onChanged={readAnew} />}
        {data && !data.since && <SecondFactorSetUp onDone={readAnew} />}
      </div>
    </Card>
  );
}

function InForce({ factor, onChanged }: { readonly factor: SecondFactor; readonly onChanged: () => void }) {
  const { t } = useTranslation('account');
  const { modal } = App.useApp();
  const [codes, setCodes] = useState<readonly string[]>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const carryOut = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
    onChanged();
  };
  const renew = () =>
    carryOut(async () => {
      const { data } = await call<z.infer<typeof recoveryCodesSchema>>('POST', '/me/second-factor/recovery-codes');
      setCodes(data.recoveryCodes);
    });
  const turnOff = () =>
    carryOut(async () => {
      const { data } = await call<z.infer<typeof currentSessionSchema>>('DELETE', '/me/second-factor');
      openSession(data);
    });
  const ask = () =>
    void modal.confirm({
      title: t('factor.turnOffSure'),
      okText: t('factor.turnOff'),
      cancelText: t('common:action.cancel'),
      // The dialog that may ask for the password comes after this one, not over it.
      onOk: () => void turnOff(),
    });
  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />;
  return (
    <>
      <p style={{ marginTop: 0 }}>{t('factor.since', { since: factor.since && formatDateTime(factor.since) })}</p>
      <p>{t('factor.codesLeft', { count: factor.recoveryCodesLeft })}</p>
      <ProblemAlert error={error} onClose={() => setError(undefined)} />
      <Flex gap={8} wrap>
        <Button loading={busy} onClick={() => void renew()}>
          {t('factor.renewCodes')}
        </Button>
        {!factor.required && (
          <Button danger loading={busy} onClick={ask}>
            {t('factor.turnOff')}
          </Button>
        )}
      </Flex>
      {factor.required && <p style={{ marginBottom: 0 }}>{t('factor.required')}</p>}
    </>
  );
}
