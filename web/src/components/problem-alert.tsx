import { Alert, Button } from 'antd';
import i18next, { type TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../lib/problem';

interface ProblemAlertProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}

/** What went wrong, in plain words, with the stable code small behind it. */
export function ProblemAlert({ error, onRetry, onClose }: ProblemAlertProps) {
  const { t } = useTranslation();
  if (!error) return null;
  const { title, code, hint } = describeProblem(error, t);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      closable={onClose ? { onClose } : false}
      title={
        <>
          {title} {code && <small className="sodo-code">({code})</small>}
        </>
      }
      description={hint}
      action={onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
      style={{ marginBottom: 12 }}
    />
  );
}

/** The same as text, for a message that goes away by itself. */
export function describeProblem(error: unknown, t: TFunction) {
  if (!isProblem(error)) return { title: t('problem.unknown'), code: undefined, hint: undefined };
  const own = known(`problem.${error.code}`, t);
  const hint = error.passing ? t('problem.passing') : known(`problem.hint.${error.code}`, t, error.details);
  return { title: own ?? (error.title || t('problem.unknown')), code: error.code, hint };
}

function known(key: string, t: TFunction, details: Readonly<Record<string, unknown>> = {}): string | undefined {
  return i18next.exists(key) ? t(key, details) : undefined;
}
