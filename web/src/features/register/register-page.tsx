import { useQuery } from '@tanstack/react-query';
import { App, Button, Flex, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { registerSchema } from '../../../../contracts/register.schema';
import { DayRangePicker } from '../../components/day-range-picker';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { describeProblem, ProblemAlert } from '../../components/problem-alert';
import { download, get } from '../../lib/api-client';
import { formatDay } from '../../lib/format';
import { hasRole, useMe } from '../../lib/use-session';
import { useUnits } from '../../lib/use-units';
import { RegisterTable } from './register-table';
import './register.css';

const DAY = 'YYYY-MM-DD';

/** Sổ theo dõi hồ sơ (form 06): what a counter received in some days, where each stands, and the same on paper. */
export function RegisterPage() {
  const { t } = useTranslation('register');
  // Which day it is, and which counter is mine, the server knows.
  const today = useQuery({
    queryKey: ['register', 'today'],
    queryFn: () => get<z.infer<typeof registerSchema>>('/register', { query: { limit: 1 } }),
  });
  if (today.data) return <Register today={today.data.to} own={today.data.unitId} />;
  return (
    <Page title={t('title')}>
      {today.error ? <ProblemAlert error={today.error} onRetry={() => void today.refetch()} /> : <PageLoading />}
    </Page>
  );
}

function Register({ today, own }: { readonly today: string; readonly own: string }) {
  const { t } = useTranslation('register');
  const { t: common } = useTranslation();
  const me = useMe();
  const { units, nameOf } = useUnits();
  const { message } = App.useApp();
  const counters = units.filter(({ kind }) => kind === 'oneStop');
  const [unit, setUnit] = useState(own);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [exporting, setExporting] = useState<'xlsx' | 'pdf'>();
  const mayChoose = hasRole(me, 'manager', 'unitHead');

  const take = async (kind: 'xlsx' | 'pdf') => {
    setExporting(kind);
    try {
      const { blob, fileName } = await download(`/register.${kind}`, { query: { unit, from, to } });
      const address = URL.createObjectURL(blob);
      const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
      link.click();
      URL.revokeObjectURL(address);
    } catch (error) {
      void message.error(describeProblem(error, common).title);
    } finally {
      setExporting(undefined);
    }
  };
  const show = (first: string) => {
    setFrom(first);
    setTo(today);
  };
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <Button loading={exporting === 'xlsx'} onClick={() => void take('xlsx')}>
            {t('xlsx')}
          </Button>
          <Button loading={exporting === 'pdf'} onClick={() => void take('pdf')}>
            {t('pdf')}
          </Button>
        </>
      }
    >
      <Flex gap={8} wrap align="center" className="sodo-no-print" style={{ marginBottom: 12 }}>
        {mayChoose && (
          <Select<string>
            value={unit}
            onChange={setUnit}
            aria-label={t('unit')}
            placeholder={t('unit')}
            showSearch={{ optionFilterProp: 'label' }}
            options={counters.map(({ id, name }) => ({ value: id, label: name }))}
            style={{ minWidth: 280 }}
          />
        )}
        <DayRangePicker
          value={[from, to]}
          clearable={false}
          aria-label={t('period')}
          onChange={(days) => {
            if (!days) return;
            setFrom(days[0]);
            setTo(days[1]);
          }}
        />
        <Button onClick={() => show(today)}>{t('today')}</Button>
        <Button onClick={() => show(dayjs(today, DAY).subtract(6, 'day').format(DAY))}>{t('week')}</Button>
        <Button onClick={() => show(`${today.slice(0, 7)}-01`)}>{t('month')}</Button>
      </Flex>
      <p className="sodo-register-heading">
        {nameOf(unit)} · {t('heading', { from: formatDay(from), to: formatDay(to) })}
      </p>
      <RegisterTable unit={unit} from={from} to={to} />
    </Page>
  );
}
