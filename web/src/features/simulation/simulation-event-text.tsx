import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Simulation } from '../../../../contracts/simulation.schema';
import { formatDateTime } from '../../lib/format';

type SimulationEvent = Simulation['events'][number];

/** Entries of a step that mean something to a person; the others only keep books. */
const TELLING = new Set([
  'StatusChanged',
  'TimerFired',
  'TaskOpened',
  'SupplementExpired',
  'ClockPaused',
  'ClockResumed',
  'DossierClosed',
  'ElementFailed',
]);

export function SimulationEventText({ event }: { readonly event: SimulationEvent }) {
  const { t } = useTranslation('simulation');
  const { t: common } = useTranslation();
  if (event.kind === 'escalation') {
    const words = t(event.percent >= 100 ? 'late' : 'escalated', { percent: event.percent });
    return (
      <Typography.Text type={event.percent >= 100 ? 'danger' : 'warning'}>
        {words} {t('due', { at: formatDateTime(event.dueAt) })}
      </Typography.Text>
    );
  }
  const lines = event.entries.filter((entry) => TELLING.has(textOf(entry.type)));
  if (lines.length === 0) return <>{t('step')}</>;
  return (
    <>
      {lines.map((entry, index) => (
        <div key={index}>
          {t(`entry.${textOf(entry.type)}`, {
            element: textOf(entry.elementName),
            status: common(`status.${textOf(entry.to)}`),
            reason: common(`pause.${textOf(entry.reason)}`),
          })}
        </div>
      ))}
    </>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
