import { useQuery } from '@tanstack/react-query';
import { Alert, Select, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { ProcessDiagram } from '../../components/process-diagram';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { FeeTable } from './fee-table';
import { FormFields } from './form-fields';
import { LimitList } from './limit-list';
import { PaperTable } from './paper-table';
import type { Definition } from './definition';

/** One procedure under one regime, whole and read only: diagram, steps, limits, papers, fees, forms, versions. */
export function ProcedurePage() {
  const { t } = useTranslation('procedures');
  const { key = '', regime = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const version = search.get('version') ?? undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ['procedure-definition', key, regime, version],
    queryFn: () =>
      get<Definition>(`/procedures/${encodeURIComponent(key)}/${encodeURIComponent(regime)}`, { query: { version } }),
  });
  if (!data)
    return (
      <Page title={`${key} · ${regime}`}>
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />}
      </Page>
    );
  return (
    <Page
      title={`${data.key} · ${data.shortName}`}
      beside={`${data.regime} · ${data.regimeName}`}
      actions={
        <Select<string>
          aria-label={t('version')}
          value={data.version}
          style={{ width: 330, maxWidth: '100%' }}
          onChange={(chosen) => setSearch({ version: chosen }, { replace: true })}
          options={data.versions.map((one) => ({
            value: one.version,
            label: `${one.version.slice(0, 8)} · ${formatDateTime(one.publishedAt)} · ${t('openDossiers', { count: one.openDossiers })}`,
          }))}
        />
      }
    >
      {data.unverified.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('toVerify')}
          description={data.unverified.map((name) => t(`setting.${name}`, { defaultValue: name })).join('; ')}
        />
      )}
      <Tabs
        items={[
          {
            key: 'diagram',
            label: t('tab.diagram'),
            children: (
              <>
                <ProcessDiagram xml={data.bpmn} marks={[]} height={440} />
                <StepTable definition={data} />
              </>
            ),
          },
          { key: 'limits', label: t('tab.limits'), children: <LimitList definition={data} /> },
          { key: 'papers', label: t('tab.papers'), children: <PaperTable components={data.components} /> },
          { key: 'fees', label: t('tab.fees'), children: <FeeTable fees={data.fees} /> },
          {
            key: 'forms',
            label: t('tab.forms'),
            children: Object.entries(data.forms).map(([id, form]) => (
              <FormFields key={id} id={id} schema={form.schema} isSubmission={id === data.submissionForm} />
            )),
          },
        ]}
      />
    </Page>
  );
}

function StepTable({ definition }: { readonly definition: Definition }) {
  const { t } = useTranslation('procedures');
  const { t: common } = useTranslation();
  const names = new Map(definition.steps.map(({ element, name }) => [element, name]));
  return (
    <WideTable
      label={t('step')}
      least={820}
      rowKey="element"
      style={{ marginTop: 12 }}
      dataSource={[...definition.steps]}
      columns={[
        { title: t('step'), dataIndex: 'name' },
        {
          title: t('role'),
          dataIndex: 'role',
          render: (role: string) => common(`role.${role}`, { defaultValue: role }),
        },
        {
          title: t('unit'),
          dataIndex: 'unit',
          render: (unit: string | null) => unit && t(`unitOf.${unit}`, { defaultValue: unit }),
        },
        { title: t('targetDays'), dataIndex: 'targetDays', align: 'right' },
        {
          title: t('notSameAs'),
          dataIndex: 'notSameAs',
          render: (element: string | null) => element && (names.get(element) ?? element),
        },
        { title: t('form'), dataIndex: 'form' },
      ]}
    />
  );
}
