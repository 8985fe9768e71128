import { Flex, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchWords } from '../../components/search-words';
import { useFilterChoices, type Filters } from './use-inbox';

interface InboxFiltersProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly beside: ReactNode;
}

const DUE_STATES = ['overdue', 'nearDue', 'running', 'none'] as const;

export function InboxFilters({ filters, onChange, beside }: InboxFiltersProps) {
  const { t } = useTranslation('inbox');
  const { steps, procedures } = useFilterChoices();
  const choices = {
    step: steps.map(({ element, name }) => ({ value: element, label: name })),
    procedure: procedures.map(({ key, shortName }) => ({ value: key, label: shortName })),
    due: DUE_STATES.map((state) => ({ value: state, label: t(`common:due.${state}`) })),
  };
  return (
    <Flex gap={8} wrap role="search" style={{ marginBottom: 8 }} className="sodo-no-print">
      <SearchWords q={filters.q ?? ''} label={t('filter.q')} onChange={(q) => onChange({ ...filters, q })} />
      {(['step', 'procedure', 'due'] as const).map((name) => (
        <Select
          key={name}
          allowClear
          aria-label={t(`filter.${name}`)}
          placeholder={t(`filter.${name}`)}
          style={{ flex: '1 1 150px', maxWidth: 230 }}
          popupMatchSelectWidth={false}
          value={filters[name]}
          onChange={(value?: string) => onChange({ ...filters, [name]: value })}
          options={choices[name]}
        />
      ))}
      {beside}
    </Flex>
  );
}
