import { Alert, Col, Row } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { DueBadge } from '../../components/due-badge';
import { Page } from '../../components/page';
import { PageLoading } from '../../components/page-loading';
import { ProblemAlert } from '../../components/problem-alert';
import { SimulateButton } from '../../components/simulate-button';
import { StatusTag } from '../../components/status-tag';
import { call } from '../../lib/api-client';
import { mayDo, useMe } from '../../lib/use-session';
import { ActionsMenu } from './actions-menu';
import { AskedNow } from './asked-now';
import { ChangesNotice } from './changes-notice';
import { DossierFacts } from './dossier-facts';
import { DoneNotice, type Done } from './done-notice';
import { DossierTabs } from './dossier-tabs';
import { tellPause } from './tell-step';
import { useDossier, type Dossier } from './use-dossier';
import { FormView } from './views/form-view';
import './dossier.css';

/** One dossier: first what is asked of me, then everything that is known about it. */
export function DossierPage() {
  const { id = '' } = useParams();
  // A key of its own: nothing of one dossier is shown under another.
  return <OneDossier key={id} id={id} />;
}

function OneDossier({ id }: { readonly id: string }) {
  const { t } = useTranslation('dossier');
  const me = useMe();
  const { data: dossier, error, refetch } = useDossier(id);
  const [done, setDone] = useState<Done>();
  useSeen(dossier);
  if (!dossier) {
    return (
      <Page title={t('title')}>
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <PageLoading />}
      </Page>
    );
  }
  return (
    <Page
      title={dossier.code}
      beside={
        <>
          <StatusTag status={dossier.status} />
          <DueBadge {...dueOf(dossier, (reason) => tellPause(reason, t))} />
        </>
      }
      actions={
        <>
          {dossier.closedAt === null && mayDo(me, 'dossier.simulate') && (
            <SimulateButton dossierId={dossier.id} dueAt={dossier.dueAt} />
          )}
          <ActionsMenu dossier={dossier} onDone={setDone} />
        </>
      }
    >
      <DossierFacts dossier={dossier} />
      {done && <DoneNotice done={done} onClose={() => setDone(undefined)} />}
      <ChangesNotice dossier={dossier} />
      {!dossier.certificateKnown && (
        <Alert type="warning" showIcon title={t('restriction.unknownCertificate')} style={{ marginBottom: 12 }} />
      )}
      {dossier.restrictions.some(({ blocksTransfer }) => blocksTransfer) && (
        <Alert type="warning" showIcon title={t('restriction.blocking')} style={{ marginBottom: 12 }} />
      )}
      <div className="dossier-columns">
        <Row gutter={[0, 12]}>
          <Col span={24}>
            <AskedNow dossier={dossier} onDone={setDone} />
          </Col>
          <Col span={24}>
            <FormView dossier={dossier} />
          </Col>
        </Row>
        <DossierTabs dossier={dossier} />
      </div>
    </Page>
  );
}

/** Whoever has the page open has seen it; the mark in his inbox goes. */
function useSeen(dossier: Dossier | undefined): void {
  const id = dossier?.id;
  const seq = dossier?.seq;
  useEffect(() => {
    if (id !== undefined && seq !== undefined) {
      call('PUT', `/dossiers/${id}/seen`, { body: { seq } }).catch(() => undefined); // the next opening marks it
    }
  }, [id, seq]);
}

function dueOf({ deadline, dueAt }: Dossier, tell: (reason: string) => string) {
  if (!deadline) return { state: 'none', dueAt: null } as const;
  if (deadline.status === 'stopped') return { state: 'done', dueAt } as const;
  if (deadline.status === 'paused') {
    const reasons = deadline.pauses.filter(({ to }) => to === null).map(({ reason }) => tell(reason));
    return { state: 'paused', dueAt, reason: reasons.join(', ') } as const;
  }
  return { state: deadline.overdue ? 'overdue' : deadline.nearDue ? 'nearDue' : 'running', dueAt } as const;
}
