import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignInForm } from '../../components/sign-in-form';
import { closeSession } from '../../lib/session-store';
import { useSessionState } from '../../lib/use-session';

/** The session ended in the middle of work: sign in again right here; what is on the page stays, and what waited goes on. */
export function ExpiredSession() {
  const { t } = useTranslation();
  const state = useSessionState();
  if (state.kind !== 'expired') return null;
  const { username, displayName } = state.session.me;
  return (
    <Modal open title={t('session.expired')} footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
      <Alert
        type="info"
        showIcon
        title={t('session.nothingLost', { name: displayName })}
        style={{ marginBottom: 16 }}
      />
      <SignInForm username={username} />
      <Button type="link" onClick={closeSession} style={{ paddingInline: 0 }}>
        {t('session.other')}
      </Button>
    </Modal>
  );
}
