import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayPicker } from '../../components/day-picker';
import { SearchWords } from '../../components/search-words';
import { useUnits } from '../../lib/use-units';

type Filters = Readonly<Record<string, string | undefined>>;

interface SearchFiltersProps {
  readonly filters: Filters;
  readonly onChange: (changed: Filters) => void;
}

/** In the order of the procedure (domain/dossier/dossier-status.ts). */
const STATUSES = [
  ...['RECEIVED', 'APPRAISAL', 'TAX_TRANSFER', 'PENDING_TAX', 'PENDING_TAX_PAYMENT', 'PENDING_POSTING'],
  ...['PENDING_PRINT', 'PENDING_CHECK', 'PENDING_SIGN', 'PENDING_HANDOVER', 'HANDOVER', 'PENDING_SUPPLEMENT'],
  ...['RETURNED', 'WITHDRAWN', 'REJECTED', 'STOPPED'],
];

export function SearchFilters({ filters, onChange }: SearchFiltersProps) {
  const { t } = useTranslation('dossier-search');
  const { units } = useUnits();
  return (
    <Flex gap={8} wrap role="search" style={{ marginBottom: 12 }} className="sodo-no-print">
      <SearchWords q={filters.q ?? ''} label={t('words')} onChange={(q) => onChange({ q })} autoFocus />
      <Select
        allowClear
        aria-label={t('status')}
        placeholder={t('status')}
        style={{ flex: '1 1 170px', maxWidth: 240 }}
        value={filters.status}
        onChange={(status?: string) => onChange({ status })}
        options={STATUSES.map((status) => ({ value: status, label: t(`common:status.${status}`) }))}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('unit')}
        placeholder={t('unit')}
        style={{ flex: '1 1 170px', maxWidth: 260 }}
        value={filters.unit}
        onChange={(unit?: string) => onChange({ unit })}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {(['from', 'to'] as const).map((name) => (
        <DayPicker
          key={name}
          aria-label={t(name)}
          placeholder={t(name)}
          style={{ flex: '0 1 150px' }}
          value={filters[name]}
          onChange={(day) => onChange({ [name]: day })}
        />
      ))}
    </Flex>
  );
}
