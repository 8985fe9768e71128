import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format';
import type { Definition } from './definition';

/** The law behind it and every limit. */
export function LimitList({ definition }: { readonly definition: Definition }) {
  const { t } = useTranslation('procedures');
  const { limits } = definition;
  const time = ({ amount, unit }: { readonly amount: number; readonly unit: string }) =>
    t(`time.${unit}`, { count: amount, defaultValue: `${amount} ${unit}` });
  const items: readonly (readonly [string, string])[] = [
    ['name', definition.name],
    ['officialCode', definition.officialCode],
    [
      'effective',
      `${formatDay(definition.effectiveFrom)} – ${definition.effectiveTo ? formatDay(definition.effectiveTo) : '…'}`,
    ],
    ['limit', time(limits.limit)],
    ['remoteExtra', time(limits.remoteExtra)],
    ['dueHour', limits.dueHour],
    ['sameDayCutOff', limits.sameDayCutOff],
    ['supplementWindow', `${time(limits.supplementWindow)} · ${t(`supplementClock.${limits.supplementClock}`)}`],
    ['supplementRequests', String(limits.supplementRequests)],
    ['apologies', String(limits.apologies)],
    ['taxSlip', time(limits.taxSlip)],
    ['taxAnswer', time(limits.taxAnswer)],
    ['thresholds', limits.thresholds.map((percent) => `${percent} %`).join(', ')],
    ['nearDue', t('nearDueRule', { percent: limits.nearDue.fraction * 100, hours: limits.nearDue.hours })],
    ['originalCertificateAt', t(`at.${definition.originalCertificateAt}`)],
    ['feesPaidAt', t(`at.${definition.feesPaidAt}`)],
    ['result', definition.resultType.name],
    ['formNumber', definition.formNumber],
    ['taxSlipForm', `${definition.taxSlipForm} (${definition.taxSlipBasis})`],
    ['receive', definition.receive],
  ];
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={items.map(([key, children]) => ({ key, label: t(`setting.${key}`), children }))}
      />
      <h2 style={{ fontSize: 18 }}>{t('setting.legalBasis')}</h2>
      <ul>
        {definition.legalBasis.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
