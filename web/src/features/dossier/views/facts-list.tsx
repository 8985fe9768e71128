import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../../lib/format';
import type { Fact, FactValue } from '../schema-facts';

/** Values under their labels. */
export function FactsList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="dossier-facts">
      {facts.map(({ key, label, value }) => (
        <div key={key} className={value.kind === 'list' ? 'dossier-fact-wide' : undefined}>
          <dt>{label}</dt>
          <dd className="dossier-text">
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { readonly value: FactValue }) {
  const { t } = useTranslation('dossier');
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'day':
      return formatDay(value.text);
    case 'number':
      return formatNumber(Number(value.text));
    case 'boolean':
      return value.yes ? t('yes') : t('no');
    case 'list':
      return (
        <ul className="dossier-steps">
          {value.items.map((facts, index) => (
            <li key={index}>
              {facts.map((fact, at) => (
                <span key={fact.key}>
                  {at > 0 && '; '}
                  {fact.label && `${fact.label}: `}
                  <Value value={fact.value} />
                </span>
              ))}
            </li>
          ))}
        </ul>
      );
  }
}
