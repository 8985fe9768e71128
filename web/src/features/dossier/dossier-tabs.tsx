import { Card, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from './use-dossier';
import { ClockView } from './views/clock-view';
import { CommentsView } from './views/comments-view';
import { PapersView } from './views/papers-view';
import { ParcelView } from './views/parcel-view';
import { ProcessView } from './views/process-view';
import { TaxView } from './views/tax-view';
import { TimelineView } from './views/timeline-view';

/** Everything known about the dossier, beside the form; each part is read when it is looked at. */
export function DossierTabs({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const [tab, setTab] = useState('papers');
  const papers = dossier.attachments.length + dossier.documents.length;
  return (
    <Card size="small" styles={{ body: { paddingTop: 0 } }}>
      <Tabs
        className="dossier-tabs"
        size="small"
        activeKey={tab}
        onChange={setTab}
        destroyOnHidden
        items={[
          { key: 'papers', label: t('tab.papers', { count: papers }), children: <PapersView dossier={dossier} /> },
          { key: 'timeline', label: t('tab.timeline'), children: <TimelineView dossier={dossier} /> },
          { key: 'process', label: t('tab.process'), children: <ProcessView dossier={dossier} /> },
          { key: 'parcel', label: t('tab.parcel'), children: <ParcelView dossier={dossier} /> },
          { key: 'clock', label: t('tab.clock'), children: <ClockView dossier={dossier} /> },
          { key: 'tax', label: t('tab.tax'), children: <TaxView dossier={dossier} /> },
          { key: 'comments', label: t('tab.comments'), children: <CommentsView id={dossier.id} /> },
        ]}
      />
    </Card>
  );
}
