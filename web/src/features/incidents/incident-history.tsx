import { useTranslation } from 'react-i18next';
import { CaseHistory, type CaseStep } from '../../components/case-history';
import { formatDateTime } from '../../lib/format';

/** Everything that was done and everything that fell due, the newest first. */
export function IncidentHistory({ history }: { readonly history: readonly CaseStep[] }) {
  const { t } = useTranslation('incidents');
  return (
    <CaseHistory
      history={history}
      system={t('system')}
      stepName={(command) => (command === 'wake' ? t('fellDue') : t(`step.${command}`, { defaultValue: command }))}
      describe={(event) => describe(event, t)}
    />
  );
}

type Translate = ReturnType<typeof useTranslation<'incidents'>>['t'];

function describe({ type, at, detail }: CaseStep['events'][number], t: Translate): string | undefined {
  const value = (name: string) => {
    const given = detail[name];
    return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  };
  switch (type) {
    case 'ThresholdReached':
      return t('event.threshold', {
        ...{ clock: t(`clock.${value('clock')}`), percent: value('percent'), at: formatDateTime(at) },
      });
    case 'ExpectedFixPassed':
      return t('event.expectedFixPassed', { at: formatDateTime(at) });
    case 'UnitsNotified':
      return t('event.unitsNotified', { at: formatDateTime(Number(detail.expectedFixAt)) });
    case 'StopOrdered':
      return `${list(detail.functions, (name) => t(`function.${name}`))} – ${t(`mode.${value('mode')}`)}`;
    case 'StopLifted':
      return list(detail.functions, (name) => t(`function.${name}`));
    case 'LeaderTold':
      return t(`leader.${value('leader')}`);
    case 'DutyHandedOver':
      return t(`duty.${value('to')}`);
    case 'MeasureTaken':
      return t(`measure.${value('kind')}`);
    case 'IncidentReclassified':
      return `${t(`class.${value('class')}`)} – ${t(`severity.${value('severity')}`)}`;
    case 'HardwareFixed':
    case 'ServiceInterrupted':
    case 'ServiceRestored':
    case 'AuthorityNotified':
    case 'FixRecorded':
      return formatDateTime(Number(detail.at));
    default:
      return undefined;
  }
}

function list(names: unknown, nameOf: (name: string) => string): string {
  return Array.isArray(names) ? names.map((name) => nameOf(String(name))).join(', ') : '';
}
