import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../lib/format';
import type { IncidentPageData } from './incident';

type Step = IncidentPageData['history'][number];

/** Everything that was done and everything that fell due, the newest first. */
export function IncidentHistory({ history }: { readonly history: readonly Step[] }) {
  return <Timeline items={history.toReversed().map((step) => ({ key: step.seq, content: <OneStep step={step} /> }))} />;
}

function OneStep({ step }: { readonly step: Step }) {
  const { t } = useTranslation('incidents');
  const { at, by, command, text, files, events } = step;
  const who = by.id === 'system' ? t('system') : by.displayName;
  return (
    <>
      <div>
        <strong>{command === 'wake' ? t('fellDue') : t(`step.${command}`, { defaultValue: command })}</strong> · {who} ·{' '}
        {formatDateTime(at)}
      </div>
      {events.map((event, index) => {
        const said = describe(event, t);
        return said && <div key={index}>{said}</div>;
      })}
      {text && <div className="sodo-incident-text">{text}</div>}
      {files.map(({ id, fileName }) => (
        <a key={id} href={`/api/v1/case-files/${id}`} target="_blank" rel="noreferrer">
          {fileName}
        </a>
      ))}
    </>
  );
}

type Translate = ReturnType<typeof useTranslation<'incidents'>>['t'];

function describe({ type, at, detail }: Step['events'][number], t: Translate): string | undefined {
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
