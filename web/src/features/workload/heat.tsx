import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Flex, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { procedureDefinitionSchema, procedureVersionListSchema } from '../../../../contracts/procedure.schema';
import type { heatSchema } from '../../../../contracts/workload.schema';
import { DayPicker } from '../../components/day-picker';
import { ProblemAlert } from '../../components/problem-alert';
import { ProcessDiagram } from '../../components/process-diagram';
import { UnitPicker } from '../../components/unit-picker';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatNumber, vietnamDay } from '../../lib/format';
import { serverNow, today } from '../../lib/server-clock';

type HeatAnswer = z.infer<typeof heatSchema>;
type Element = HeatAnswer['elements'][number];

const DAY_MS = 86_400_000;
/** Units that have steps of their own; a partner's or the tax office's time is not ours to show. */
const WORKING_KINDS = ['branch', 'registrationOffice', 'oneStop', 'department', 'commune'];

/** Where the working time goes: the steps of a procedure coloured by their median, and the same as a table. */
export function Heat() {
  const { t } = useTranslation('workload');
  const [chosen, setChosen] = useState<string>();
  const [unit, setUnit] = useState<string>();
  const [from, setFrom] = useState(() => vietnamDay(serverNow() - 30 * DAY_MS));
  const [to, setTo] = useState(today);
  const versions = useQuery({
    queryKey: ['procedure-versions'],
    queryFn: () => get<z.infer<typeof procedureVersionListSchema>>('/procedure-versions'),
  });
  const procedures = versions.data?.items ?? [];
  const procedure =
    procedures.find(({ key, regime }) => `${key}/${regime}` === chosen) ??
    procedures.find(({ inForce }) => inForce) ??
    procedures[0];
  const path = procedure && `/procedures/${encodeURIComponent(procedure.key)}/${encodeURIComponent(procedure.regime)}`;
  const definition = useQuery({
    queryKey: ['procedure-definition', procedure?.key, procedure?.regime, undefined],
    queryFn: () => get<z.infer<typeof procedureDefinitionSchema>>(path ?? ''),
    enabled: path !== undefined,
  });
  const heat = useQuery({
    queryKey: ['heat', path, from, to, unit],
    queryFn: () => get<HeatAnswer>(`${path}/heat`, { query: { from, to, unit } }),
    enabled: path !== undefined && from <= to,
    placeholderData: keepPreviousData,
  });
  const marks = useMemo(() => marksOf(heat.data?.elements ?? [], t), [heat.data, t]);
  return (
    <section aria-label={t('heat')}>
      <Flex gap={8} wrap style={{ marginBottom: 8 }} className="sodo-no-print">
        <Select
          aria-label={t('procedure')}
          value={procedure && `${procedure.key}/${procedure.regime}`}
          onChange={setChosen}
          style={{ width: 320, maxWidth: '100%' }}
          options={procedures.map(({ key, regime, shortName }) => {
            return { value: `${key}/${regime}`, label: `${key} · ${regime} · ${shortName}` };
          })}
        />
        <DayPicker
          aria-label={t('from')}
          value={from}
          last={to}
          clearable={false}
          onChange={(day) => day && setFrom(day)}
        />
        <DayPicker
          aria-label={t('to')}
          value={to}
          first={from}
          clearable={false}
          onChange={(day) => day && setTo(day)}
        />
        <UnitPicker value={unit} onChange={setUnit} kinds={WORKING_KINDS} />
      </Flex>
      <ProblemAlert error={versions.error ?? definition.error ?? heat.error} />
      {definition.data && <ProcessDiagram xml={definition.data.bpmn} marks={marks} height={380} />}
      {heat.data?.elements.length === 0 ? (
        <Empty description={t('noSteps')} />
      ) : (
        heat.data && <HeatTable heat={heat.data} />
      )}
    </section>
  );
}

function HeatTable({ heat }: { readonly heat: HeatAnswer }) {
  const { t } = useTranslation('workload');
  return (
    <>
      <p>
        {t('steps', { count: heat.steps, number: formatNumber(heat.steps) })} {!heat.complete && t('latestOnly')}
      </p>
      <WideTable<Element>
        label={t('heat')}
        least={640}
        rowKey="element"
        dataSource={heat.elements}
        card={({ name, count, medianHours, p90Hours, share }) => (
          <>
            <strong>{name}</strong> · {percent(share)}
            <div>
              {t('count')} {formatNumber(count)} · {t('median')} {formatNumber(medianHours)} · {t('p90')}{' '}
              {formatNumber(p90Hours)}
            </div>
          </>
        )}
        columns={[
          { title: t('step'), dataIndex: 'name' },
          { title: t('count'), dataIndex: 'count', align: 'right', render: formatNumber },
          { title: t('median'), dataIndex: 'medianHours', align: 'right', render: formatNumber },
          { title: t('p90'), dataIndex: 'p90Hours', align: 'right', render: formatNumber },
          {
            title: t('share'),
            dataIndex: 'share',
            align: 'right',
            render: percent,
          },
        ]}
      />
    </>
  );
}

function percent(share: number): string {
  return `${formatNumber(Math.round(share * 100))} %`;
}

/** The slowest step is the hottest; the others by their share of it. */
function marksOf(elements: readonly Element[], t: TFunction<'workload'>) {
  const most = Math.max(...elements.map(({ medianHours }) => medianHours), 0.01);
  return elements.map(({ element, medianHours }) => ({
    element,
    kind: 'heat' as const,
    weight: medianHours / most,
    label: t('hours', { hours: formatNumber(medianHours) }),
  }));
}
