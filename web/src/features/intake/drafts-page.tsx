import { Card, Flex, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { DraftList } from './draft-list';
import { ProcedureSearch } from './procedure-search';
import { useNewDraft } from './use-new-draft';
import './intake.css';

/** The counter: begin a dossier, or go on with one. */
export function DraftsPage() {
  const { t } = useTranslation('intake');
  const [view, setView] = useState<'mine' | 'unit'>('mine');
  const { start, isPending, error, reset } = useNewDraft();
  return (
    <Page title={t('title')}>
      <ProblemAlert error={error} onClose={reset} />
      <Card size="small" title={t('new.title')} style={{ marginBottom: 12 }}>
        <ProcedureSearch onPick={start} isStarting={isPending} />
      </Card>
      <Card
        size="small"
        title={
          <Flex justify="space-between" align="center" gap={8} wrap>
            <span>{t('drafts.title')}</span>
            <Segmented<'mine' | 'unit'>
              value={view}
              onChange={setView}
              aria-label={t('drafts.whose')}
              options={[
                { value: 'mine', label: t('drafts.mine') },
                { value: 'unit', label: t('drafts.unit') },
              ]}
            />
          </Flex>
        }
      >
        <DraftList view={view} />
      </Card>
    </Page>
  );
}
