import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Compliance, Evidence } from '../../../../contracts/compliance.schema';
import { COLOURS } from '../../app/theme';
import { Mark } from '../../components/mark';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDateTime } from '../../lib/format';
import { useSaveFile } from '../../lib/use-save-file';

type Rule = Compliance['rules'][number];
type State = Rule['state'];

const STATES = ['broken', 'late', 'partly', 'green'] as const satisfies readonly State[];
const COLOUR_OF: Readonly<Record<State, string>> = {
  ...{ green: COLOURS.fine, partly: COLOURS.primary, late: COLOURS.near, broken: COLOURS.late },
};

/** Every rule of the regulation, what of the program keeps it, and how it stands today (A11.9). */
export function CompliancePage() {
  const { t } = useTranslation('compliance');
  const [search, setSearch] = useSearchParams();
  const printing = useSaveFile();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['compliance'],
    queryFn: () => get<Compliance>('/compliance'),
  });
  const chosen = STATES.find((state) => state === search.get('state'));
  return (
    <Page
      title={t('title')}
      actions={
        <Button loading={printing.busy !== undefined} onClick={() => void printing.save('/compliance.pdf')}>
          {t('print')}
        </Button>
      }
    >
      <ProblemAlert error={printing.error} onClose={printing.forget} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <p>{t('asOf', { at: formatDateTime(data.asOf) })}</p>
          <div style={{ overflowX: 'auto', marginBottom: 12 }}>
            <Segmented
              aria-label={t('state.label')}
              value={chosen ?? 'all'}
              onChange={(state) => setSearch(state === 'all' ? {} : { state }, { replace: true })}
              options={[
                { value: 'all', label: `${t('state.all')} (${data.rules.length})` },
                ...STATES.map((state) => ({ value: state, label: `${t(`state.${state}`)} (${data.totals[state]})` })),
              ]}
            />
          </div>
        </>
      )}
      <WideTable<Rule>
        label={t('title')}
        least={1000}
        rowKey="id"
        loading={isPending}
        dataSource={data?.rules.filter(({ state }) => chosen === undefined || state === chosen) ?? []}
        locale={{ emptyText: t('none') }}
        card={(rule) => (
          <>
            <div>
              <strong>{rule.id}</strong> <StateMark state={rule.state} />
            </div>
            <div>{rule.text}</div>
            <Today rule={rule} />
            <Proof rule={rule} />
          </>
        )}
        columns={[
          { title: t('rule'), width: 110, render: (_, rule) => <strong>{rule.id}</strong> },
          { title: t('text'), render: (_, { text }) => text },
          { title: t('state.label'), width: 180, render: (_, { state }) => <StateMark state={state} /> },
          { title: t('today'), width: 300, render: (_, rule) => <Today rule={rule} /> },
          { title: t('proof'), width: 250, render: (_, rule) => <Proof rule={rule} /> },
        ]}
      />
    </Page>
  );
}

function StateMark({ state }: { readonly state: State }) {
  const { t } = useTranslation('compliance');
  return <Mark colour={COLOUR_OF[state]}>{t(`state.${state}`)}</Mark>;
}

/** The facts of today, and what is not built. */
function Today({ rule }: { readonly rule: Rule }) {
  return (
    <>
      {rule.evidence.map((fact) => (
        <Fact key={fact.id} fact={fact} />
      ))}
      {rule.missing !== null && <div style={{ color: COLOURS.quiet }}>{rule.missing}</div>}
    </>
  );
}

function Fact({ fact: { id, state, count, at } }: { readonly fact: Evidence }) {
  const { t } = useTranslation('compliance');
  const value = count ?? (at === null ? t('never') : formatDateTime(at));
  return (
    <div>
      {t(`evidence.${id}`)}: {state === 'green' ? value : <strong>{value}</strong>}
    </div>
  );
}

/** Files and tests, for an auditor; folded away until asked for. */
function Proof({ rule }: { readonly rule: Rule }) {
  const { t } = useTranslation('compliance');
  if (rule.enforcedBy.length === 0) return t('notEnforced');
  return (
    <details>
      <summary>{t('proofCount', { files: rule.enforcedBy.length, tests: rule.tests.length })}</summary>
      {rule.enforcedBy.map((file) => (
        <div key={file} style={{ overflowWrap: 'anywhere' }}>
          <code>{file}</code>
        </div>
      ))}
      {rule.tests.map(({ file, name }) => (
        <div key={`${file} ${name}`} style={{ overflowWrap: 'anywhere' }}>
          <code>{file}</code> “{name}”
        </div>
      ))}
    </details>
  );
}
