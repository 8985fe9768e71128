import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { FactCard } from '../../components/fact-card';
import { WideTable } from '../../components/wide-table';
import { formatDate, formatNumber } from '../../lib/format';
import type { ReportFigures } from './report';

/** What the report tells, table by table, in the order of its paper. */
export function Figures({ figures }: { readonly figures: ReportFigures }) {
  const { t } = useTranslation('reports');
  const { t: accounts } = useTranslation('accounts');
  const { t: incidents } = useTranslation('incidents');
  const { updates, exploitation, backups, links } = figures;
  const changes = new Map<string, number>();
  for (const { kind } of figures.accounts.changes) changes.set(kind, (changes.get(kind) ?? 0) + 1);
  const facts = (title: string, rows: readonly (readonly [string, string])[], none = t('figures.none')) => (
    <FactCard title={title} facts={rows.length > 0 ? rows : [[title, none]]} />
  );
  return (
    <>
      <Dossiers dossiers={figures.dossiers} />
      {facts(t('figures.updates'), [
        ...updates.procedures.map(
          ({ name, count }) => [t('figures.withResult', { name }), formatNumber(count)] as const,
        ),
        [t('figures.projectsAccepted'), formatNumber(updates.projectsAccepted)],
        [t('figures.handoversCompleted'), formatNumber(updates.handoversCompleted)],
      ])}
      {facts(t('figures.exploitation'), [
        [t('figures.people'), formatNumber(exploitation.people)],
        ...exploitation.acts.map(({ kind, count }) => [t(`exploited.${kind}`), formatNumber(count)] as const),
      ])}
      {facts(t('figures.accounts'), [
        ...figures.accounts.statuses.map(
          ({ status, count }) => [accounts(`status.${status}`), formatNumber(count)] as const,
        ),
        ...[...changes].map(
          ([kind, count]) =>
            [t('figures.changed', { change: accounts(`report.kind.${kind}`) }), formatNumber(count)] as const,
        ),
      ])}
      {facts(
        t('figures.incidents'),
        [
          ...figures.incidents.classes.map(
            (one) =>
              [
                incidents(`class.${one.class}`),
                t('figures.incidentCount', { reported: one.reported, late: one.late }),
              ] as const,
          ),
          [t('figures.incidentsOpen'), formatNumber(figures.incidents.open)],
        ],
        t('figures.none'),
      )}
      {facts(t('figures.backups'), [
        ...backups.kinds.map(
          ({ kind, finished, failed }) =>
            [t(`backupKind.${kind}`, { defaultValue: kind }), t('figures.backupCount', { finished, failed })] as const,
        ),
        [t('figures.trials'), formatNumber(backups.trials)],
      ])}
      {facts(
        t('figures.links'),
        links.map(
          ({ link, delivered, failed, available }) =>
            [
              t(`link.${link}`),
              [
                t('figures.deliveries', { delivered, failed }),
                available
                  ? t('figures.available', {
                      share: (available.share * 100).toLocaleString('vi-VN', { maximumFractionDigits: 2 }),
                      since: formatDate(available.since),
                    })
                  : t('figures.notMeasured'),
              ].join(' · '),
            ] as const,
        ),
      )}
    </>
  );
}

type Dossiers = ReportFigures['dossiers'];
interface Line {
  readonly key: string;
  readonly name: string;
  readonly figures: Dossiers['total'];
}

function Dossiers({ dossiers: { units, fields, total } }: { readonly dossiers: Dossiers }) {
  const { t } = useTranslation('reports');
  const sum: Line = { key: 'total', name: t('figures.total'), figures: total };
  const table = (label: string, lines: readonly Line[]) => (
    <Card size="small" title={label}>
      <WideTable<Line>
        label={label}
        least={760}
        dataSource={[...lines, sum]}
        card={({ name, figures }) => (
          <>
            <div>{name}</div>
            <div>
              {t('figures.received')}: {figures.received.total} · {t('figures.resolved')}: {figures.resolved.total} ·{' '}
              {t('figures.lateResolved')}: {figures.resolved.late} · {t('figures.inProgress')}:{' '}
              {figures.inProgress.total} · {t('figures.overdue')}: {figures.inProgress.overdue} · {t('figures.paused')}:{' '}
              {figures.paused.total}
            </div>
          </>
        )}
        columns={[
          { title: t('figures.name'), dataIndex: 'name' },
          ...(
            [
              ['received', (one) => one.received.total],
              ['resolved', (one) => one.resolved.total],
              ['lateResolved', (one) => one.resolved.late],
              ['inProgress', (one) => one.inProgress.total],
              ['overdue', (one) => one.inProgress.overdue],
              ['paused', (one) => one.paused.total],
            ] as const satisfies readonly (readonly [string, (figures: Dossiers['total']) => number])[]
          ).map(([key, of]) => ({
            key,
            title: t(`figures.${key}`),
            width: 110,
            align: 'right' as const,
            render: (_: unknown, { figures }: Line) => formatNumber(of(figures)),
          })),
        ]}
      />
    </Card>
  );
  return (
    <>
      {table(
        t('figures.byUnit'),
        units.map(({ unitId, unitName, figures }) => ({ key: unitId, name: unitName, figures })),
      )}
      {table(
        t('figures.byField'),
        fields.map(({ code, name, figures }) => ({ key: code, name, figures })),
      )}
    </>
  );
}
