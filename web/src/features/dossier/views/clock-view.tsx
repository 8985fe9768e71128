import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { WideTable } from '../../../components/wide-table';
import { formatDateTime } from '../../../lib/format';
import { tellPause } from '../tell-step';
import { peopleNames, type Dossier } from '../use-dossier';

/** The legal clock: its dates, why it stood, who moved it, what was reported. */
export function ClockView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { deadline } = dossier;
  if (!deadline) return <p>{t('common:due.none')}</p>;
  const { limit, pauses, moves, thresholds, escalations } = deadline;
  const people = peopleNames(dossier);
  const when = (instant: string | null) => (instant === null ? t('clock.open') : formatDateTime(instant));
  const reported = new Map(escalations.map((escalation) => [escalation.percent, escalation]));
  return (
    <>
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          { key: 'limit', label: t('clock.limit'), children: t(`clock.unit.${limit.unit}`, { count: limit.amount }) },
          { key: 'started', label: t('clock.started'), children: formatDateTime(deadline.startedAt) },
          { key: 'promised', label: t('clock.promised'), children: formatDateTime(deadline.promisedAt) },
          { key: 'due', label: t('clock.due'), children: formatDateTime(deadline.dueAt) },
          { key: 'used', label: t('clock.used'), children: `${deadline.percentUsed.toLocaleString('vi-VN')} %` },
          ...(deadline.apologyBy === null
            ? []
            : [{ key: 'apology', label: t('clock.apologyBy'), children: formatDateTime(deadline.apologyBy) }]),
          ...(deadline.stoppedAt === null
            ? []
            : [
                {
                  key: 'stopped',
                  label: t('clock.stopped'),
                  children: `${formatDateTime(deadline.stoppedAt)} · ${t(`outcome.${deadline.outcome}`)}`,
                },
              ]),
        ]}
      />
      <h3 className="dossier-group">{t('clock.pauses')}</h3>
      <WideTable<(typeof pauses)[number]>
        label={t('clock.pauses')}
        least={460}
        rowKey={({ reason, from }) => `${reason} ${from}`}
        locale={{ emptyText: t('clock.noPause') }}
        card={({ reason, from, to }) => (
          <>
            <div>{tellPause(reason, t)}</div>
            {when(from)} – {when(to)}
          </>
        )}
        columns={[
          { title: t('clock.reason'), dataIndex: 'reason', render: (reason: string) => tellPause(reason, t) },
          { title: t('clock.from'), dataIndex: 'from', render: when },
          { title: t('clock.to'), dataIndex: 'to', render: when },
        ]}
        dataSource={pauses}
      />
      {moves.length > 0 && (
        <>
          <h3 className="dossier-group">{t('clock.moves')}</h3>
          <ul className="dossier-steps">
            {moves.map((move) => (
              <li key={move.at}>
                {t(`clock.move.${move.kind}`, {
                  person: people.get(move.by) ?? t('actor.unknown'),
                  from: formatDateTime(move.from),
                  to: formatDateTime(move.to),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="dossier-group">{t('clock.thresholds')}</h3>
      <WideTable<(typeof thresholds)[number]>
        label={t('clock.thresholds')}
        least={300}
        rowKey="percent"
        columns={[
          { title: t('clock.threshold'), dataIndex: 'percent', render: (percent: number) => `${percent} %` },
          { title: t('clock.reached'), dataIndex: 'at', render: when },
          {
            title: t('clock.reported'),
            key: 'reported',
            render: (_value, { percent }) => {
              const escalation = reported.get(percent);
              return escalation ? formatDateTime(escalation.recordedAt) : '–';
            },
          },
        ]}
        dataSource={thresholds}
      />
    </>
  );
}
