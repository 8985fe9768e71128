import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleOutlined,
  EllipsisOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../lib/format';
import type { PublicStatus } from './public-status-page';

const signs = {
  done: <CheckCircleFilled aria-hidden />,
  current: <ClockCircleFilled aria-hidden />,
  ahead: <EllipsisOutlined aria-hidden />,
  skipped: <MinusCircleOutlined aria-hidden />,
  notReached: <CloseCircleOutlined aria-hidden />,
} as const;

const WAITS_FOR_YOU: ReadonlySet<string> = new Set(['payment', 'ready']);

/** The way from receipt to hand-over: a sign, the step, and in words whether it is done. */
export function StatusSteps({ steps }: { readonly steps: PublicStatus['steps'] }) {
  const { t } = useTranslation('public-status');
  return (
    <ol className="sodo-public-steps">
      {steps.map(({ step, state, at }) => (
        <li key={step} className={`sodo-public-step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          {signs[state]}
          <div>
            <strong>{t(`step.${step}`)}</strong>
            <span>
              {t(`stepState.${state === 'current' && WAITS_FOR_YOU.has(step) ? 'waiting' : state}`)}
              {at !== null && ` · ${t(state === 'current' ? 'since' : 'on', { date: formatDate(at) })}`}
            </span>
            {state === 'current' && <p>{t(`stepWords.${step}`)}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
