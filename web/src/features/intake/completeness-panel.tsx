import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../../contracts/draft.schema';
import { formatMoney } from '../../lib/format';
import { sectionOf, type IntakeSection } from './intake-sections';

interface CompletenessPanelProps {
  readonly verdict: Completeness | undefined;
  readonly sections: readonly IntakeSection[];
  /** Brings a field of the form under the hand. */
  readonly onField: (pointer: string) => void;
}

/** Whether it can be received, what is missing, and what it costs. What is missing leads to where it is mended. */
export function CompletenessPanel({ verdict, sections, onField }: CompletenessPanelProps) {
  const { t } = useTranslation('intake');
  if (!verdict) return <div role="status">{t('verdict.unknown')}</div>;
  const { complete, missing, errors, fees } = verdict;
  return (
    <div>
      <div className="sodo-fees">
        <span>{t('fee.total')}</span>
        <strong>{formatMoney(fees.total)}</strong>
      </div>
      <div role="status" className={complete ? 'sodo-fine' : 'sodo-late'} style={{ fontWeight: 600 }}>
        {complete ? <CheckCircleOutlined aria-hidden /> : <ExclamationCircleOutlined aria-hidden />}{' '}
        {complete ? t('verdict.complete') : t('verdict.incomplete', { count: missing.length + errors.length })}
      </div>
      {!complete && (
        <div className="sodo-missing">
          {sections.map((section) => {
            const own = errors.filter(({ path }) => sectionOf(sections, path)?.key === section.key);
            const [first] = own;
            if (!first) return null;
            return (
              <Button key={section.key} type="link" size="small" onClick={() => onField(first.path)}>
                {t('verdict.fields', { section: t(`section.${section.key}`), count: own.length })}
              </Button>
            );
          })}
          {missing[0] && (
            <Button type="link" size="small" onClick={() => focusComponent(missing[0]?.componentId ?? '')}>
              {t('verdict.fields', { section: t('papers'), count: missing.length })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function focusComponent(componentId: string): void {
  const row = document.getElementById(`component-${componentId}`);
  row?.scrollIntoView({ block: 'nearest' });
  row?.querySelector<HTMLElement>('input')?.focus();
}
