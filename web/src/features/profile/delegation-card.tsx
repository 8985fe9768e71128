import { useQuery } from '@tanstack/react-query';
import { App, Button, Card, Flex, Form, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { delegationListSchema } from '../../../../contracts/delegation.schema';
import { DayRangePicker, type DayRange } from '../../components/day-range-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { formatDay } from '../../lib/format';
import { today } from '../../lib/server-clock';
import { useCommand } from '../../lib/use-command';
import { useMe } from '../../lib/use-session';

type Delegations = z.infer<typeof delegationListSchema>;
type Delegation = Delegations['items'][number];

interface Values {
  readonly to: string;
  readonly days: DayRange;
  readonly reason: string;
}

/** Who stands in for me, and for whom I stand in. */
export function DelegationCard() {
  const { t } = useTranslation('profile');
  const { data, error } = useQuery({ queryKey: ['delegations'], queryFn: () => get<Delegations>('/delegations') });
  return (
    <Card title={t('delegation.title')} style={{ marginBottom: 16 }}>
      <p>{t('delegation.intro')}</p>
      <ProblemAlert error={error} />
      <NewDelegation colleagues={data?.colleagues ?? []} />
      <ul aria-label={t('delegation.list')}>
        {data?.items.map((delegation) => (
          <OneDelegation key={delegation.id} delegation={delegation} />
        ))}
      </ul>
      {data?.items.length === 0 && <p>{t('delegation.none')}</p>}
    </Card>
  );
}

function NewDelegation({ colleagues }: { readonly colleagues: Delegations['colleagues'] }) {
  const { t } = useTranslation('profile');
  const [form] = Form.useForm<Values>();
  const { mutate, isPending, error, reset } = useCommand({ onDone: () => form.resetFields() });
  const needed = [{ required: true, message: t('delegation.needed') }];
  const give = ({ to, days, reason }: Values) => {
    const [firstDay, lastDay] = days;
    mutate({ path: '/delegations', body: { to, firstDay, lastDay, reason } });
  };
  return (
    <Form form={form} layout="vertical" onFinish={give}>
      <ProblemAlert error={error} onClose={reset} />
      <Flex gap="0 12px" wrap align="end">
        <Form.Item name="to" label={t('delegation.to')} rules={needed} style={{ flex: '1 1 220px', minWidth: 0 }}>
          <Select
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            options={colleagues.map(({ id, displayName, title }) => ({
              value: id,
              label: `${displayName} (${title})`,
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('delegation.days')} rules={needed} style={{ flex: '1 1 240px', minWidth: 0 }}>
          <DayRangePicker first={today()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('delegation.reason')}
          rules={[{ required: true, whitespace: true, message: t('delegation.needed') }]}
          style={{ flex: '2 1 220px', minWidth: 0 }}
        >
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {t('delegation.give')}
          </Button>
        </Form.Item>
      </Flex>
    </Form>
  );
}

const stateColours = { planned: 'processing', active: 'success', over: 'default' } as const;

function OneDelegation({ delegation }: { readonly delegation: Delegation }) {
  const { t } = useTranslation('profile');
  const { accountId } = useMe();
  const { modal } = App.useApp();
  const end = useCommand();
  const { id, from, to, firstDay, lastDay, reason, state } = delegation;
  const isMine = from.id === accountId;
  const period = t('delegation.period', { from: formatDay(firstDay), to: formatDay(lastDay) });
  const ask = () =>
    void modal.confirm({
      title: t('delegation.endSure', { person: to.displayName }),
      okText: t('delegation.end'),
      cancelText: t('common:action.cancel'),
      onOk: () => end.mutate({ path: `/delegations/${id}/end` }),
    });
  return (
    <li style={{ marginBottom: 6 }}>
      <strong>
        {isMine
          ? t('delegation.given', { person: to.displayName })
          : t('delegation.received', { person: from.displayName })}
      </strong>{' '}
      · {period} · {reason}{' '}
      <Tag color={stateColours[state]} variant="outlined">
        {t(`delegation.state.${state}`)}
      </Tag>
      {isMine && state !== 'over' && (
        <Button size="small" onClick={ask} loading={end.isPending}>
          {t('delegation.end')}
        </Button>
      )}
      <ProblemAlert error={end.error} onClose={end.reset} />
    </li>
  );
}
