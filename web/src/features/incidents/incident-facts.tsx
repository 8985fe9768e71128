import { useTranslation } from 'react-i18next';
import { FactCard } from '../../components/fact-card';
import { formatDateTime } from '../../lib/format';
import type { IncidentPageData } from './incident';

/** What is known of it, who was told, and what is stopped. */
export function IncidentFacts({ incident }: { readonly incident: IncidentPageData }) {
  const { t } = useTranslation('incidents');
  const { stops, notice, affectedUnits, followUps, leadersToTell, leadersTold } = incident;
  const facts = [
    ['description', <div className="sodo-incident-text">{incident.description}</div>],
    ['reportedBy', person(incident.reportedBy, t('system'))],
    ['reportedAt', formatDateTime(incident.reportedAt)],
    ['detectedAt', formatDateTime(incident.detectedAt)],
    ['duty.label', t(`duty.${incident.duty}`)],
    ['affectedUnits', affectedUnits.map(({ name }) => name).join('; ') || t('nobody')],
    [
      'notice',
      notice
        ? t(notice.passed ? 'noticePassed' : 'noticeGiven', {
            ...{ at: formatDateTime(notice.at), expected: formatDateTime(notice.expectedFixAt), count: notice.count },
          })
        : t('noticeNone'),
    ],
    ['interruptedSince', incident.interruptedSince ? formatDateTime(incident.interruptedSince) : t('notInterrupted')],
    [
      'stops',
      stops
        .map((stop) =>
          t('stopLine', {
            name: t(`function.${stop.function}`),
            mode: t(`mode.${stop.mode}`),
            at: formatDateTime(stop.since),
          }),
        )
        .join('; ') || t('nothingStopped'),
    ],
    [
      'leaders',
      leadersToTell
        .map(
          (leader) => `${t(`leader.${leader}`)}: ${t(leadersTold.includes(leader) ? 'leaderTold' : 'leaderNotTold')}`,
        )
        .join('; '),
    ],
    ['fixedAt', incident.fixedAt && formatDateTime(incident.fixedAt)],
    [
      'followUps',
      followUps.length > 0 && (
        <ol style={{ margin: 0, paddingInlineStart: 18 }}>
          {followUps.map(({ number, text, done }) => (
            <li key={number}>
              {text} – {t(done ? 'followUpDone' : 'followUpOpen')}
            </li>
          ))}
        </ol>
      ),
    ],
  ] as const;
  return <FactCard title={t('facts')} facts={facts.map(([key, value]) => [t(key), value])} />;
}

function person({ id, displayName }: IncidentPageData['reportedBy'], system: string): string {
  return id === 'system' ? system : displayName;
}
