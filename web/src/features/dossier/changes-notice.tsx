import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../lib/format';
import { useMe } from '../../lib/use-session';
import { tellActor, tellStep } from './tell-step';
import type { Dossier } from './use-dossier';

/** What others did while the page was open: the page already shows the new state, this says who changed what. */
export function ChangesNotice({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { accountId } = useMe();
  const [known, setKnown] = useState(dossier.seq);
  const news = dossier.timeline.filter(({ seq, actor }) => seq > known && actor.id !== accountId);
  if (news.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      closable={{ onClose: () => setKnown(dossier.seq) }}
      title={t('changes.title')}
      description={
        <ul className="dossier-steps">
          {news.map((step) => (
            <li key={step.seq}>
              {formatTime(step.at)} · <strong>{tellActor(step, t)}</strong>: {tellStep(step, dossier, t).join(' ')}
            </li>
          ))}
        </ul>
      }
      style={{ marginBottom: 12 }}
    />
  );
}
