import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/format';
import { tellActor, tellStep } from '../tell-step';
import type { Dossier } from '../use-dossier';
import { usePersonalData } from '../use-personal-data';
import { SubmissionTexts } from './submission-texts';

/** Everything that happened, latest first, in plain words. */
export function TimelineView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { opened } = usePersonalData(dossier.id, dossier.seq);
  const payloads = new Map(opened?.submissions.map(({ seq, payload }) => [seq, payload]));
  return (
    <Timeline
      aria-label={t('tab.timeline')}
      items={[...dossier.timeline].reverse().map((step) => ({
        key: step.seq,
        content: (
          <>
            <span className="sodo-code">{formatDateTime(step.at)}</span> · <strong>{tellActor(step, t)}</strong>
            {tellStep(step, dossier, t).map((sentence, index) => (
              <div key={index}>{sentence}</div>
            ))}
            {step.submission && (
              <SubmissionTexts
                kind={step.submission.kind}
                payload={payloads.get(step.seq) ?? step.submission.payload}
              />
            )}
          </>
        ),
      }))}
    />
  );
}
