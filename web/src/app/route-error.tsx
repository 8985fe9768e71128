import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { describeProblem } from '../components/problem-alert';

/** A screen that broke: the rest of the app stays, and the person can go on. */
export function RouteError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const { title, code } = describeProblem(error, t);
  return (
    <Result
      status="error"
      title={title}
      subTitle={code ? `(${code})` : undefined}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('action.reload')}
        </Button>
      }
    />
  );
}
