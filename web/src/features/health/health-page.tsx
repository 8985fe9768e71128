import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { bytesText, measureText } from '../../../../contracts/measure-text';
import type { backupListSchema } from '../../../../contracts/system-backup.schema';
import type { SystemHealth } from '../../../../contracts/system-health.schema';
import { COLOURS } from '../../app/theme';
import { Mark } from '../../components/mark';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { WideTable } from '../../components/wide-table';
import { get } from '../../lib/api-client';
import { formatDate, formatDateTime, formatNumber } from '../../lib/format';
import { useSaveFile } from '../../lib/use-save-file';
import { Sparkline } from './sparkline';

type Probe = SystemHealth['probes'][number];
type Backup = z.infer<typeof backupListSchema>['items'][number];

const READ_ANEW_MS = 60_000;
const MONTH_DAYS = 30;
const COLOUR_OF = { green: COLOURS.fine, late: COLOURS.near, broken: COLOURS.late } as const;

/** One page for whoever runs the installation: parts and links, where disks are going, and the backups (A13.3, A13.4, A18.1). */
export function HealthPage() {
  const { t } = useTranslation('health');
  const health = useQuery({
    queryKey: ['system', 'health'],
    queryFn: () => get<SystemHealth>('/system/health'),
    refetchInterval: READ_ANEW_MS,
  });
  const backups = useQuery({
    queryKey: ['system', 'backups'],
    queryFn: () => get<z.infer<typeof backupListSchema>>('/system/backups'),
    refetchInterval: READ_ANEW_MS,
  });
  const printing = useSaveFile();
  return (
    <Page
      title={t('title')}
      actions={
        <Button loading={printing.busy !== undefined} onClick={() => void printing.save('/system/health.pdf')}>
          {t('print')}
        </Button>
      }
    >
      <ProblemAlert error={printing.error} onClose={printing.forget} />
      <ProblemAlert error={health.error} onRetry={() => void health.refetch()} />
      {health.data && <Proposals health={health.data} />}
      <WideTable<Probe>
        label={t('probes')}
        least={900}
        rowKey="id"
        space={16}
        loading={health.isPending}
        dataSource={health.data?.probes ?? []}
        locale={{ emptyText: t('notMeasured') }}
        card={(probe) => (
          <>
            <div>
              <strong>{t(`probe.${probe.id}`)}</strong> <State probe={probe} />
            </div>
            <div>
              <Value probe={probe} /> <Growth probe={probe} />
            </div>
            <LastDay probe={probe} />
          </>
        )}
        columns={[
          { title: t('part'), render: (_, { id }) => t(`probe.${id}`) },
          { title: t('state.label'), width: 150, render: (_, probe) => <State probe={probe} /> },
          { title: t('now'), width: 200, render: (_, probe) => <Value probe={probe} /> },
          { title: t('lastDay'), width: 190, render: (_, probe) => <LastDay probe={probe} /> },
          { title: t('growth'), width: 260, render: (_, probe) => <Growth probe={probe} /> },
        ]}
      />
      <Card size="small" title={t('backups')}>
        <ProblemAlert error={backups.error} onRetry={() => void backups.refetch()} />
        <WideTable<Backup>
          label={t('backups')}
          least={720}
          rowKey="id"
          loading={backups.isPending}
          dataSource={backups.data?.items.slice(0, 10) ?? []}
          locale={{ emptyText: t('noBackups') }}
          card={(backup) => (
            <>
              <div>{formatDateTime(backup.startedAt)}</div>
              <Outcome backup={backup} />
            </>
          )}
          columns={[
            { title: t('begun'), width: 170, render: (_, { startedAt }) => formatDateTime(startedAt) },
            { title: t('outcome'), render: (_, backup) => <Outcome backup={backup} /> },
            {
              title: t('size'),
              width: 220,
              render: (_, { sizeBytes, rowCount }) =>
                sizeBytes === null
                  ? ''
                  : `${bytesText(sizeBytes)} · ${t('rows', { rows: formatNumber(rowCount ?? 0) })}`,
            },
            {
              title: t('proved'),
              width: 230,
              render: (_, { verifiedAt, verifiedMs }) =>
                verifiedAt === null
                  ? t('notProved')
                  : t('provedAt', {
                      at: formatDateTime(verifiedAt),
                      seconds: formatNumber(Math.ceil((verifiedMs ?? 0) / 1000)),
                    }),
            },
          ]}
        />
      </Card>
    </Page>
  );
}

/** A13.4: what has to be enlarged, and by when. */
function Proposals({ health: { proposals } }: { readonly health: SystemHealth }) {
  const { t } = useTranslation('health');
  if (proposals.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('proposal.title')}
      description={
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          {proposals.map(({ probe, reachesAt }) => (
            <li key={probe}>{t('proposal.enlarge', { part: t(`probe.${probe}`), day: formatDate(reachesAt) })}</li>
          ))}
        </ul>
      }
    />
  );
}

function State({ probe: { state } }: { readonly probe: Probe }) {
  const { t } = useTranslation('health');
  return <Mark colour={COLOUR_OF[state]}>{t(`state.${state}`)}</Mark>;
}

function useMeasureText() {
  const { t } = useTranslation('health');
  return (value: number, unit: Probe['unit']) => measureText(value, unit, (count) => t('minutes', { count }));
}

function Value({ probe: { latest, unit, limit } }: { readonly probe: Probe }) {
  const { t } = useTranslation('health');
  const text = useMeasureText();
  return (
    <>
      {latest.value === null ? t('noAnswer') : text(latest.value, unit)}
      <span style={{ color: COLOURS.quiet }}>
        {limit !== null && ` / ${text(limit, unit)}`} · {formatDateTime(latest.at)}
      </span>
    </>
  );
}

function LastDay({ probe: { id, hours, unit } }: { readonly probe: Probe }) {
  const { t } = useTranslation('health');
  const text = useMeasureText();
  const most = Math.max(...hours.map(({ value }) => value ?? 0));
  if (hours.length === 0) return null;
  return <Sparkline samples={hours} label={t('lastDayOf', { part: t(`probe.${id}`), most: text(most, unit) })} />;
}

function Growth({ probe: { trend, unit } }: { readonly probe: Probe }) {
  const { t } = useTranslation('health');
  const text = useMeasureText();
  if (trend === null) return null;
  const monthly = trend.perDay * MONTH_DAYS;
  return (
    <>
      {t('perMonth', { growth: `${monthly < 0 ? '−' : '+'}${text(Math.abs(monthly), unit)}` })}
      {trend.reachesAt !== null && <div>{t('fullBy', { day: formatDate(trend.reachesAt) })}</div>}
    </>
  );
}

function Outcome({ backup: { finishedAt, fault, faultCode, damagedFiles } }: { readonly backup: Backup }) {
  const { t } = useTranslation('health');
  if (faultCode !== null)
    return (
      <>
        <Mark colour={COLOUR_OF.broken}>{t('failed')}</Mark> {faultCode}
        <div style={{ color: COLOURS.quiet, overflowWrap: 'anywhere' }}>{fault}</div>
      </>
    );
  if (finishedAt === null) return t('running');
  return (
    <>
      <Mark colour={COLOUR_OF.green}>{t('done')}</Mark>
      {damagedFiles.length > 0 && ` ${t('damaged', { count: damagedFiles.length })}`}
    </>
  );
}
